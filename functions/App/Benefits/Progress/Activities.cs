using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.Durable;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Benefits.Progress;

/// <summary>Looks at a claim and says what is due.</summary>
internal sealed class LookAtClaim(ClaimStore claims, WorkingCalendar calendar, TimeProvider time) : TaskActivity<ClaimStepInput, ClaimPlan>
{
    public override async Task<ClaimPlan> RunAsync(TaskActivityContext context, ClaimStepInput input) =>
        await claims.FindAsync(input.ClaimId, context.CancellationToken) is { } claim
            ? ClaimPlanRules.Next(claim.State, claim.Version, calendar, time.GetUtcNow())
            : throw new ActivityFailedException("benefits.claim-not-found", "The claim is not there yet.");
}

/// <summary>
/// One step of the system on one claim. Its key is the claim's version: the same step again meets its own receipt, and a step that was
/// planned on a claim that has changed since does nothing, because the next look plans anew.
/// </summary>
internal sealed class ClaimSteps(ClaimStore claims)
{
    internal async Task<string> TakeAsync(
        ClaimStepInput input,
        ClaimTask task,
        ClaimAct act,
        Func<BenefitClaim, Result<BenefitClaim>> decide,
        CancellationToken cancellation
    )
    {
        var known = await claims.FindAsync(input.ClaimId, cancellation);
        if (known?.Version != input.Version)
        {
            return "stale";
        }

        var key = $"{input.ClaimId}|{known.State.Round}|{task}|{input.Version}";
        var change = new ClaimChange(new CommandIdentity(key, key, ""), act) { Seen = new(input.Version) };
        var taken = await claims.ChangeAsync(input.ClaimId, change, decide, cancellation);
        return taken.Error is not { } refused ? ClaimWords.CodeOf(taken.Value.State.Status)
            : refused == StorageErrors.PreconditionFailed ? "stale"
            : throw new ActivityFailedException(refused.Code, $"{task} was refused.");
    }
}

/// <summary>Missing papers stop the claim and its clock; papers that came let both go on (row D24).</summary>
internal sealed class CheckDocuments(ClaimSteps steps, TimeProvider time) : TaskActivity<ClaimStepInput, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var now = time.GetUtcNow();
        var act = new ClaimAct("check-documents", ClaimAct.System);
        return steps.TakeAsync(input, ClaimTask.CheckDocuments, act, claim => Check(claim, now), context.CancellationToken);
    }

    internal static Result<BenefitClaim> Check(BenefitClaim claim, DateTimeOffset now) =>
        claim.Status switch
        {
            ClaimStatus.Registered => ClaimMoveRules.Move(claim, ClaimStep.Submit, now),
            ClaimStatus.Observed => DocumentRules.Resume(claim, now),
            _ => DocumentRules.Observe(claim, DocumentRules.Missing(claim), now),
        };
}

/// <summary>Nothing came in time.</summary>
internal sealed class AbandonClaim(ClaimSteps steps, TimeProvider time) : TaskActivity<ClaimStepInput, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var now = time.GetUtcNow();
        var act = new ClaimAct("abandon", ClaimAct.System);
        return steps.TakeAsync(
            input,
            ClaimTask.AbandonClaim,
            act,
            claim => ClaimMoveRules.Move(claim, ClaimStep.Abandon, now),
            context.CancellationToken
        );
    }
}

/// <summary>Tells the claimant again what is missing; the text goes out with the change.</summary>
internal sealed class RemindClaimant(ClaimSteps steps) : TaskActivity<ClaimStepInput, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input) =>
        steps.TakeAsync(
            input,
            ClaimTask.RemindClaimant,
            new ClaimAct("remind", ClaimAct.System),
            claim => claim with { Observation = claim.Observation! with { Reminders = claim.Observation.Reminders + 1 } },
            context.CancellationToken
        );
}

/// <summary>Whether the benefit is due at all.</summary>
internal sealed class AssessEligibility(ClaimSteps steps, ClaimStore claims, ClaimFacts facts, WorkingCalendar calendar, TimeProvider time)
    : TaskActivity<ClaimStepInput, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var now = time.GetUtcNow();
        var today = LimaTime.DateOf(now);
        var known = (await claims.FindAsync(input.ClaimId, context.CancellationToken))!.State;
        var refusal = EligibilityRules.Refusal(await facts.OfEligibilityAsync(known, today, context.CancellationToken));
        var act = new ClaimAct("assess", ClaimAct.System, Reason: refusal);
        return await steps.TakeAsync(input, ClaimTask.AssessEligibility, act, Decide, context.CancellationToken);

        Result<BenefitClaim> Decide(BenefitClaim claim) =>
            refusal is null
                ? ClaimMoveRules.Move(claim, ClaimStep.FindEligible, now).Then<BenefitClaim>(eligible => eligible with { Officer = null })
                : FigureRules.Refuse(
                    claim,
                    ClaimStep.FindIneligible,
                    new Refusal(refusal, ClaimAct.System, calendar.AddWorkingDays(today, claim.Terms.AppealWorkingDays)),
                    now
                );
    }
}

/// <summary>The loans of today are set off, and who gets what is fixed.</summary>
internal sealed class OffsetDebts(ClaimSteps steps, ClaimStore claims, ClaimFacts facts, TimeProvider time)
    : TaskActivity<ClaimStepInput, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var now = time.GetUtcNow();
        var known = (await claims.FindAsync(input.ClaimId, context.CancellationToken))!.State;
        var inputs = await facts.OfLiquidationAsync(known, LimaTime.DateOf(now), context.CancellationToken);
        var figures = inputs.Then(LiquidationRules.Calculate);
        var act = new ClaimAct("offset-debts", ClaimAct.System);
        return await steps.TakeAsync(
            input,
            ClaimTask.OffsetDebts,
            act,
            claim => figures.IsSuccess ? PaymentRules.Offset(claim, figures.Value, now) : FigureRules.Recalculate(claim, now),
            context.CancellationToken
        );
    }
}

/// <summary>Everybody was paid.</summary>
internal sealed class CloseClaim(ClaimSteps steps, TimeProvider time) : TaskActivity<ClaimStepInput, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var now = time.GetUtcNow();
        return steps.TakeAsync(
            input,
            ClaimTask.CloseClaim,
            new ClaimAct("close", ClaimAct.System),
            claim => ClaimMoveRules.Move(claim, ClaimStep.Close, now),
            context.CancellationToken
        );
    }
}

/// <summary>
/// Half, four fifths, all of the time is used: the claim moves into the lists of what is urgent and of what is late, and a claim that is
/// late is a task of the unit's head, with its age, that ends only with a reason.
/// </summary>
internal sealed class AlertDeadline(
    ClaimSteps steps,
    ClaimStore claims,
    [FromKeyedServices(BenefitsModule.Name)] TaskDesk desk,
    WorkingCalendar calendar,
    TimeProvider time
) : TaskActivity<ClaimStepInput, string>
{
    private const int WholeTime = 100;

    public override async Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var known = (await claims.FindAsync(input.ClaimId, context.CancellationToken))!.State;
        var percent = ClockRules.NextAlert(known, calendar)?.Percent ?? known.AlertedPercent;
        if (percent >= WholeTime)
        {
            var facts = new Dictionary<string, string> { ["claim"] = known.Id, ["status"] = ClaimWords.CodeOf(known.Status) };
            var late = new Difference(BenefitErrors.DeadlinePassed.Code, known.Id, time.GetUtcNow()) { Facts = facts };
            await desk.OpenAsync(late, context.CancellationToken);
        }

        var act = new ClaimAct("deadline", ClaimAct.System, percent.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return await steps.TakeAsync(
            input,
            ClaimTask.AlertDeadline,
            act,
            claim => claim with { AlertedPercent = percent },
            context.CancellationToken
        );
    }
}
