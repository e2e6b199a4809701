using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Benefits.Officers;

/// <summary>What a reported death found: the claim that the member had open.</summary>
/// <param name="Status">After it: <c>superseded</c>, or how far the payment is.</param>
/// <param name="IsOrdered">The bank had the order already; a task asks a person to look after the money.</param>
internal sealed record ClaimBeforeDeath(string ClaimId, BenefitKind Kind, string Status, bool IsOrdered);

/// <summary>
/// A member has died with a claim of their own open. Money that was not ordered stays where it is and the death claim takes the claim's
/// place; money that was ordered cannot be called back from here, so a person is told. Runs with the report and again with its event:
/// once is enough, more changes nothing.
/// </summary>
internal sealed class StopForDeath(
    ClaimStore claims,
    ClaimBooks books,
    [FromKeyedServices(BenefitsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal async Task<MessageOutcome> HandleAsync(MemberDeathReported reported, CancellationToken cancellation)
    {
        var death = await books.OpenDeathAsync(reported.MemberId, cancellation);
        return death is null ? MessageOutcome.Done : MessageOutcome.From(await StopAsync(reported.MemberId, death, cancellation));
    }

    /// <returns>What was found; a <c>ClaimId</c> that is empty stands for nothing.</returns>
    internal async Task<Result<ClaimBeforeDeath>> StopAsync(string memberId, string deathId, CancellationToken cancellation)
    {
        if (await books.OpenExitAsync(memberId, cancellation) is not { State: var open })
        {
            return new ClaimBeforeDeath("", BenefitKind.Retirement, "", IsOrdered: false);
        }

        var now = time.GetUtcNow();
        var key = $"superseded-by-{deathId}";
        var change = new ClaimChange(new CommandIdentity(key, key, ""), new ClaimAct("supersede", ClaimAct.System, deathId, "member-died"));
        var stopped = await claims.ChangeAsync(
            open.Id,
            change,
            claim => ClaimMoveRules.Move(claim, ClaimStep.Supersede, now).Then<BenefitClaim>(ended => ended with { Officer = null }),
            cancellation
        );
        return stopped.Error switch
        {
            null => Found(stopped.Value.State, isOrdered: false),
            { } error when error.Code == ClaimMoveRules.StepNotAllowed.Code => await TellAsync(open.Id, deathId, now, cancellation),
            { } failed => failed,
        };
    }

    private async Task<ClaimBeforeDeath> TellAsync(string claimId, string deathId, DateTimeOffset now, CancellationToken cancellation)
    {
        var claim = (await claims.FindAsync(claimId, cancellation))!.State;
        var status = ClaimWords.CodeOf(claim.Status);
        var facts = new Dictionary<string, string>
        {
            ["claim"] = claimId,
            ["deathClaim"] = deathId,
            ["status"] = status,
        };
        await desk.OpenAsync(new Difference(BenefitErrors.DeathAfterOrder.Code, claimId, now) { Facts = facts }, cancellation);
        return Found(claim, isOrdered: true);
    }

    private static ClaimBeforeDeath Found(BenefitClaim claim, bool isOrdered) =>
        new(claim.Id, claim.Kind, ClaimWords.CodeOf(claim.Status), isOrdered);
}
