using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Officers;

/// <summary>One officer's act on one claim, as its route brings it.</summary>
/// <param name="Officer">Subject of the staff token.</param>
/// <param name="Seen">The version that the officer looked at; null where any will do.</param>
internal sealed record OfficerAct(string ClaimId, string Officer, IdempotentCommand Command, HttpResponse Response, IfMatch? Seen)
{
    /// <summary>Minimal API binding, so that every act of an officer reads alike.</summary>
    public static async ValueTask<OfficerAct?> BindAsync(HttpContext context) =>
        new(
            $"{context.GetRouteValue("id")}",
            context.User.Identity!.Name!,
            (await IdempotentCommand.BindAsync(context))!,
            context.Response,
            context.Features.Get<IfMatch>()
        );
}

/// <summary>
/// How officers change claims: whoever took a claim works on it alone, each act is an event with their subject, and decisions are made on
/// the version that was seen.
/// </summary>
internal sealed class OfficerActs(ClaimStore claims, WorkingCalendar calendar, TimeProvider time)
{
    internal DateTimeOffset Now => time.GetUtcNow();

    /// <param name="what">The act's name, its subject and its reason; the officer is added.</param>
    internal async Task<Results<Ok<OfficerClaimView>, ProblemResult>> RunAsync(
        OfficerAct act,
        ClaimAct what,
        Func<BenefitClaim, DateTimeOffset, Result<BenefitClaim>> decide,
        CancellationToken cancellation,
        Func<Platform.Security.PersonalKey, IReadOnlyList<PersonalRow>>? people = null
    )
    {
        var now = time.GetUtcNow();
        var rows = people is null ? [] : await RowsAsync(act.ClaimId, people, cancellation);
        var change = new ClaimChange(act.Command.Identity, what with { By = act.Officer }) { Seen = act.Seen, Personal = rows };
        var changed = await claims.ChangeAsync(
            act.ClaimId,
            change,
            claim => claim.Officer is { } other && other != act.Officer ? BenefitErrors.TakenByOther : decide(claim, now),
            cancellation
        );
        return Answer(changed, act);
    }

    /// <param name="before">For a reported death.</param>
    internal Results<Ok<OfficerClaimView>, ProblemResult> Answer(
        Result<KnownClaim> changed,
        OfficerAct act,
        ClaimBeforeDeath? before = null
    ) =>
        changed
            .Then<OfficerClaimView>(known =>
            {
                IfMatch.Announce(act.Response, known.Version);
                if (known.Replayed)
                {
                    act.Command.MarkReplayed();
                }

                return OfficerClaimView.Of(known.State, calendar, LimaTime.Today(time)) with
                {
                    Before = before,
                };
            })
            .ToOk();

    private async Task<IReadOnlyList<PersonalRow>> RowsAsync(
        string claimId,
        Func<Platform.Security.PersonalKey, IReadOnlyList<PersonalRow>> people,
        CancellationToken cancellation
    ) => await claims.PeopleAsync(claimId, cancellation) is { } known ? people(known.Key) : [];
}
