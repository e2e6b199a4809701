using Serverless.App.Benefits.Messages;

namespace Serverless.App.Benefits.Timeline;

/// <summary>Row D26: how a claim is going, in the claimant's words.</summary>
/// <param name="Unit">Who works on it now.</param>
/// <param name="DueOn">By when; null when nothing is owed any more, or the clock stands still.</param>
/// <param name="Next">What happens next.</param>
/// <param name="YouMust">What the claimant has to do; null when nothing.</param>
internal sealed record ClaimTimeline(
    string ClaimId,
    BenefitKind Kind,
    string Status,
    string StatusText,
    string Unit,
    DateOnly? DueOn,
    string Next,
    string? YouMust,
    IReadOnlyList<TimelineEntry> Entries
);

/// <param name="Date">In Lima.</param>
/// <param name="Step">For programs.</param>
/// <param name="Text">For the claimant.</param>
internal sealed record TimelineEntry(DateOnly Date, DateTimeOffset At, string Step, string Text, string Unit);
