using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Terms;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Benefits.Officers;

/// <summary>Somebody came and said that a member has died.</summary>
/// <param name="DiedOn">As the certificate says.</param>
internal sealed record DeathReport(string Dni, DateOnly DiedOn)
{
    public override string ToString() => nameof(DeathReport);
}

/// <summary>
/// Opens the one FALLECIMIENTO claim of a member. With it others hear of the death: sessions end and the beneficiary letter is frozen.
/// Reported twice, it is the same claim. A claim of the member's own that is open ends for it, with the court orders on it carried over.
/// </summary>
internal sealed class ReportDeath(
    ClaimStore claims,
    ClaimBooks books,
    EffectiveDated<BenefitTerms> terms,
    DocumentLists documents,
    MemberDirectory members,
    StopForDeath stop,
    OfficerActs acts,
    DerivedIds ids
)
{
    private OfficerActs Acts { get; } = acts;
    private StopForDeath Stop { get; } = stop;

    internal static void Map(RouteGroupBuilder benefits) =>
        benefits
            .MapPost("/backoffice/deaths", HandleAsync)
            .RequireStaff(WorkRules.Analyst)
            .RequireIdempotencyKey()
            .WithSummary("Registra el fallecimiento de un asociado y abre su solicitud.")
            .WithName("ReportDeath");

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> HandleAsync(
        DeathReport report,
        OfficerAct act,
        ReportDeath slice,
        CancellationToken cancellation
    )
    {
        var reported = await slice.ReportAsync(report, act.Officer, act.Command.Identity, cancellation);
        if (reported.Error is not null)
        {
            return slice.Acts.Answer(reported, act);
        }

        var claim = reported.Value.State;
        var before = await slice.Stop.StopAsync(claim.MemberId, claim.Id, cancellation);
        return before.Error is { } failed
            ? failed.ToProblem()
            : slice.Acts.Answer(reported, act, before.Value.ClaimId.Length > 0 ? before.Value : null);
    }

    internal async Task<Result<KnownClaim>> ReportAsync(
        DeathReport report,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = Acts.Now;
        var today = LimaTime.DateOf(now);
        var dni = Dni.Parse(report.Dni);
        if (dni.Error is not null || report.DiedOn > today)
        {
            return dni.Error ?? BenefitErrors.ClaimInvalid;
        }

        if (await members.FindByDniAsync(dni.Value, cancellation) is not { MemberId: var memberId })
        {
            return BenefitErrors.MemberUnknown;
        }

        // Of member and day, so that two officers who report the same death open one claim.
        var died = report.DiedOn.ToString("O", CultureInfo.InvariantCulture);
        var wanted = ids.For(memberId, "benefits/death", died);
        var reserved = await books.ReserveAsync(memberId, BenefitKind.Death, wanted, cancellation);
        var orders = (await books.OpenExitAsync(memberId, cancellation))?.State.CourtOrders ?? [];
        var opened = reserved.Then(id => Open(id, memberId, report.DiedOn, now));
        if (opened.Error is { } refused)
        {
            return refused;
        }

        var reported = BenefitEvents.MemberDeathReported.With(new MemberDeathReported(memberId, now));
        var change = new ClaimChange(command, new ClaimAct("register", officer))
        {
            Events = [reported],
            Personal = [claims.NewKey(opened.Value.Id).Row],
        };
        var claim = opened.Value with { CourtOrders = [.. orders.Where(order => order.LiftedAt is null)] };
        var registered = await claims.RegisterAsync(claim, change, cancellation);
        return
            registered.Error == BenefitErrors.ClaimOpen
            && await claims.FindAsync(opened.Value.Id, cancellation) is { State.Kind: BenefitKind.Death } known
            ? known with
            {
                Replayed = true,
            }
            : registered;
    }

    /// <summary>A claimant whom an officer has seen hears of the claim from now on; again changes nothing.</summary>
    internal Task<Result<KnownClaim>> FollowAsync(
        string claimId,
        string claimantId,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var own = command with { CommandId = $"follow-{command.CommandId}" };
        return claims.ChangeAsync(
            claimId,
            new ClaimChange(own, new ClaimAct("follow", officer, claimantId)),
            claim => claim.Claimants.Contains(claimantId) ? claim : claim with { Claimants = claim.Claimants.Add(claimantId) },
            cancellation
        );
    }

    private Result<BenefitClaim> Open(string id, string memberId, DateOnly diedOn, DateTimeOffset now)
    {
        var today = LimaTime.DateOf(now);
        return terms
            .At(today)
            .Then(inForce =>
                documents
                    .For(BenefitKind.Death, today)
                    .Then<BenefitClaim>(list => new BenefitClaim(id, memberId, BenefitKind.Death, diedOn, inForce)
                    {
                        Status = ClaimStatus.Registered,
                        Since = now,
                        RegisteredAt = now,
                        Wanted = list,
                        Clock = new SlaClock(today, inForce.SlaWorkingDays),
                    })
            );
    }
}
