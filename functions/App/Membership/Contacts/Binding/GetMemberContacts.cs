using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts.Binding;

/// <summary>A member's contacts for an officer; that they looked is in the member's chain before they see them.</summary>
internal sealed class GetMemberContacts(ContactStore contacts, MemberViews views, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/backoffice/members/{memberId}/contacts", HandleAsync)
            .RequireStaff("registrar", "officer")
            .WithSummary("Muestra el celular de un asociado y lo que espera por él.")
            .WithName("GetMemberContacts");

    private static async Task<Results<Ok<MemberContactsView>, ProblemResult>> HandleAsync(
        string memberId,
        ClaimsPrincipal officer,
        GetMemberContacts slice,
        CancellationToken cancellation
    ) => (await slice.GetAsync(memberId, officer.Identity!.Name!, cancellation)).ToOk();

    internal async Task<Result<MemberContactsView>> GetAsync(string memberId, string officer, CancellationToken cancellation)
    {
        var read = MemberStore.IsId(memberId) ? await contacts.ReadAsync(memberId, cancellation) : MembershipErrors.MemberNotFound;
        if (read is not { IsSuccess: true, Value: var known })
        {
            return read.Error!;
        }

        var viewed = await views.RecordAsync(known.Member, officer, "membership.get-contacts", cancellation);
        return viewed.Then<MemberContactsView>(_ => MemberContactsView.Of(known, time.GetUtcNow()));
    }
}
