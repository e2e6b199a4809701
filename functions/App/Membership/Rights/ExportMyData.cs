using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Consents.Standing;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Rights;

/// <summary>What this context alone knows of a member, unmasked: the whole copy is a job of <see cref="Export.AskDataExport"/>.</summary>
/// <param name="Register">As the ministry's register has it.</param>
/// <param name="Phone">The number that codes go to.</param>
/// <param name="Email">The address for notices.</param>
/// <param name="FormerPhones">Numbers that were replaced and are still kept.</param>
internal sealed record MyData(
    string MemberId,
    DateTimeOffset At,
    RegisterPerson Register,
    string Kind,
    string Ugel,
    string Zone,
    string? Phone,
    string? Email,
    IReadOnlyList<string> FormerPhones,
    AffiliationView? Affiliation,
    IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<AccessLogEntry> AccessLog
);

/// <summary>Gives the member their data in one document that a program can read.</summary>
internal sealed class ExportMyData(
    MemberStore members,
    AffiliationStore affiliations,
    GetMyConsents consents,
    GetAccessLog looks,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/me/data-export", HandleAsync)
            .RequireMember()
            .RequireLiveSession()
            .WithSummary("Descarga todos tus datos de afiliación.")
            .WithName("ExportMyData");

    private static async Task<Results<Ok<MyData>, ProblemResult>> HandleAsync(
        CurrentMember member,
        ExportMyData slice,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = "attachment; filename=\"mis-datos.json\"";
        return (await slice.ReadAsync(member.MemberId, cancellation)).ToOk();
    }

    internal async Task<Result<MyData>> ReadAsync(string memberId, CancellationToken cancellation)
    {
        if (await members.ReadAsync(memberId, cancellation) is not { } member || MemberStore.Person(member) is not { } person)
        {
            return MembershipErrors.MemberNotFound;
        }

        var affiliation = (await affiliations.ReadAsync(memberId, cancellation)).State;
        return new MyData(
            memberId,
            time.GetUtcNow(),
            person,
            member.State.Kind,
            member.State.Ugel,
            member.State.Zone,
            MemberStore.PhoneOf(member),
            MemberStore.Contacts(member).Email,
            [.. MemberStore.Contacts(member).Former.Select(former => former.Phone)],
            affiliation.Status == AffiliationStatus.None ? null : AffiliationView.Of(affiliation) with { Confirmation = null },
            await consents.GetAsync(memberId, cancellation),
            await looks.ReadAsync(memberId, cancellation)
        );
    }
}
