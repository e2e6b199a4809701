using Serverless.Durable;

namespace Serverless.App.Benefits.Progress;

/// <summary>The orchestration and its activities, each with a function.json of its name.</summary>
internal static class LiquidationFunctions
{
    /// <summary>
    /// A change of the order of calls is a new version beside this one: instances that run keep the code they were started with (row C01).
    /// </summary>
    internal static DurableBuilder AddBenefitLiquidation(this DurableBuilder durable) =>
        durable
            .AddJson(BenefitsJson.Default)
            .AddOrchestrator<BenefitLiquidation, LiquidationInput, string>(BenefitLiquidation.Name, BenefitLiquidation.CurrentVersion)
            .AddActivity<LookAtClaim, ClaimStepInput, ClaimPlan>(BenefitLiquidation.Look)
            .AddActivity<CheckDocuments, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.CheckDocuments))
            .AddActivity<AbandonClaim, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.AbandonClaim))
            .AddActivity<RemindClaimant, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.RemindClaimant))
            .AddActivity<AssessEligibility, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.AssessEligibility))
            .AddActivity<OffsetDebts, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.OffsetDebts))
            .AddActivity<IssueResolution, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.IssueResolution))
            .AddActivity<OrderPayments, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.OrderPayments))
            .AddActivity<CloseClaim, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.CloseClaim))
            .AddActivity<AlertDeadline, ClaimStepInput, string>(BenefitLiquidation.FunctionOf(ClaimTask.AlertDeadline));
}
