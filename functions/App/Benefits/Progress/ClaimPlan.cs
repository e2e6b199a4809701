namespace Serverless.App.Benefits.Progress;

/// <summary>What the orchestration does next with a claim.</summary>
internal enum ClaimTask
{
    /// <summary>Nothing: somebody else must act, or time must pass.</summary>
    Wait,
    CheckDocuments,
    AbandonClaim,
    RemindClaimant,
    AssessEligibility,
    OffsetDebts,
    IssueResolution,
    OrderPayments,
    CloseClaim,
    AlertDeadline,

    /// <summary>The claim has ended.</summary>
    End,
}

/// <summary>The next step of one claim as one look at it decided.</summary>
/// <param name="Version">Of the claim at that look: with claim and task it is the step's business key (decision 21).</param>
/// <param name="WakeAt">When to look again although nobody called, UTC; null when only a person can change anything.</param>
/// <param name="Status">For the engine's status page.</param>
internal sealed record ClaimPlan(ClaimTask Task, long Version, DateTimeOffset? WakeAt, string Status);

/// <summary>One step of one claim, as the engine carries it: ids only.</summary>
internal sealed record ClaimStepInput(string ClaimId, long Version);

/// <summary>What an instance is started with.</summary>
internal sealed record LiquidationInput(string ClaimId, int Round)
{
    /// <summary>Steps of earlier generations, for continue-as-new.</summary>
    public int Steps { get; init; }
}
