using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Membership.Contacts;

/// <summary>Where codes go, and whether a change is under way.</summary>
internal static class GetContacts
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/me/contacts", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra a qué celular te escribimos.")
            .WithName("GetContacts");

    private static async Task<Results<Ok<ContactsView>, ProblemResult>> HandleAsync(
        CurrentMember member,
        ContactStore contacts,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellation
    ) => ContactsView.Announce(await contacts.ReadAsync(member.MemberId, cancellation), time.GetUtcNow(), response).ToOk();
}
