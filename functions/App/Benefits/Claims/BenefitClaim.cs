using System.Collections.Immutable;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Terms;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>
/// Somebody asks for a benefit. Names, accounts and phones are in the encrypted rows beside it; here are ids, dates and amounts.
/// </summary>
/// <param name="EventOn">Day of cessation, disability or death; of the wrong discount for a refund.</param>
/// <param name="Terms">Those of the day of registration: a change of terms leaves running claims alone (row C01).</param>
internal sealed record BenefitClaim(string Id, string MemberId, BenefitKind Kind, DateOnly EventOn, BenefitTerms Terms)
{
    /// <summary>Of its orchestration: a claim that had ended and lives again begins the next round (decision 20).</summary>
    public int Round { get; init; } = 1;

    public ClaimStatus Status { get; init; }

    /// <summary>When the present status was reached, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Day of the resolution that ended service before the age limit; null when the claimant named none.</summary>
    public DateOnly? ResolutionOn { get; init; }

    /// <summary>Contributions asked back; zero unless it is a refund.</summary>
    public Money Undue { get; init; }

    /// <summary>The check list of the day of registration.</summary>
    public ImmutableArray<WantedDocument> Wanted { get; init; } = [];

    /// <summary>The newest of each code; earlier ones are in the events.</summary>
    public ImmutableArray<ClaimDocument> Documents { get; init; } = [];

    /// <summary>Working days used; stands still while the claim waits for the claimant.</summary>
    public required SlaClock Clock { get; init; }

    /// <summary>Set while the claim is observed.</summary>
    public Observation? Observation { get; init; }

    /// <summary>Why it was refused, as a code of <see cref="ClaimReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Who refused it: the subject of a staff token, or <c>system</c>.</summary>
    public string? RefusedBy { get; init; }

    /// <summary>Last day on which a refusal can be appealed against.</summary>
    public DateOnly? AppealUntil { get; init; }

    public Liquidation? Liquidation { get; init; }

    /// <summary>When the present figures were approved, UTC; null before, and in claims approved before this was noted.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The paper about what was approved; null before it was issued.</summary>
    public ClaimResolution? Resolution { get; init; }

    /// <summary>Who calculated and who approved the present calculation.</summary>
    public ImmutableArray<Duty> Duties { get; init; } = [];

    /// <summary>The officer who works on it; null while it waits in the list.</summary>
    public string? Officer { get; init; }

    public ImmutableArray<CourtOrder> CourtOrders { get; init; } = [];

    /// <summary>Who is to be paid: the member, or the beneficiaries of a death.</summary>
    public ImmutableArray<Share> Shares { get; init; } = [];

    /// <summary>Claimants who follow a death claim; news go to their phones.</summary>
    public ImmutableArray<string> Claimants { get; init; } = [];

    public ImmutableArray<ClaimPayment> Payments { get; init; } = [];

    /// <summary>The last share of the time that was announced: 0, 50, 80, 100.</summary>
    public int AlertedPercent { get; init; }

    /// <summary>Set when the member was erased and the claim's people and papers went with them.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>The member was erased while it ran: when it is looked at again.</summary>
    public DateTimeOffset? ForgetLookAt { get; init; }

    /// <summary>Other contexts have been told that money left.</summary>
    public bool IsSettled { get; init; }
}

/// <summary>What an officer, or nobody yet, thinks of a document.</summary>
internal enum DocumentVerdict
{
    Received,
    Accepted,
    Observed,
}

/// <summary>A paper that was uploaded whole and checked.</summary>
/// <param name="UploadId">Where its bytes are.</param>
internal sealed record ClaimDocument(
    string Code,
    string UploadId,
    string Sha256,
    long Length,
    string ContentType,
    DateTimeOffset ReceivedAt,
    DocumentVerdict Verdict
)
{
    /// <summary>Why it was observed, as a code of <see cref="ClaimReasons"/>.</summary>
    public string? Reason { get; init; }
}

/// <summary>The claimant must bring something before the claim goes on.</summary>
/// <param name="Since">UTC.</param>
/// <param name="Until">Then the claim is abandoned, UTC.</param>
/// <param name="Codes">What is missing or has to be brought again.</param>
/// <param name="Reminders">How many were sent.</param>
internal sealed record Observation(DateTimeOffset Since, DateTimeOffset Until, ImmutableArray<string> Codes, int Reminders);

/// <summary>A court keeps back a part of the benefit.</summary>
/// <param name="File">The court's own number, letters and digits only.</param>
/// <param name="LiftedAt">Set when the court gave it free.</param>
internal sealed record CourtOrder(string Id, string File, Money Amount, DateTimeOffset At, DateTimeOffset? LiftedAt);

/// <summary>How far a payment is.</summary>
internal enum PaymentStatus
{
    /// <summary>The payee cannot be paid yet; the amount is set aside.</summary>
    Held,
    Planned,
    Ordered,
    Paid,
    Returned,
}

/// <summary>What one payee receives.</summary>
/// <param name="Attempt">Counts from 1; one more after the bank returned it.</param>
internal sealed record ClaimPayment(string PayeeId, Money Amount, int Attempt, PaymentStatus Status)
{
    /// <summary>Of Payments.</summary>
    public string? OrderId { get; init; }

    /// <summary>Why the bank returned it.</summary>
    public string? Reason { get; init; }

    public string? BankReference { get; init; }
}
