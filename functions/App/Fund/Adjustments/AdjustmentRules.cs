using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Adjustments;

/// <summary>Corrections by contra-posting, each by two people (domain.md sections 1.3 and 5.2 rule 4). Pure.</summary>
internal static class AdjustmentRules
{
    internal const string Proposer = "proposer";
    internal const string Approver = "approver";

    /// <summary>What leaves the account follows from a claim and is corrected there.</summary>
    private static bool CanBeCorrected(PostingKind kind) =>
        kind is PostingKind.Contribution or PostingKind.Interest or PostingKind.Bonus or PostingKind.Adjustment;

    /// <returns>The proposal, <c>fund.adjustment-invalid</c>, or <c>fund.adjustment-known</c> while one waits or stands.</returns>
    internal static Result<Adjustment> Propose(Adjustment? before, Adjustment wished, Posting posting, string officer) =>
        !CanBeCorrected(posting.Kind)
        || wished.RightCentimos == posting.Made.AmountCentimos
        || (wished.RightCentimos < 0 && posting.Kind != PostingKind.Adjustment)
            ? FundErrors.AdjustmentInvalid
        : before is { Status: not AdjustmentStatus.Refused } ? FundErrors.AdjustmentKnown
        : wished with
        {
            WasCentimos = posting.Made.AmountCentimos,
            Period = posting.Made.Period,
            Round = (before?.Round ?? 0) + 1,
            Duties = [new Duty(Proposer, officer)],
        };

    /// <returns>The decided correction, <c>platform.duties-not-separate</c>, or <c>fund.adjustment-decided</c>.</returns>
    internal static Result<Adjustment> Decide(Adjustment adjustment, string? refusal, string officer, DateTimeOffset now) =>
        adjustment.Status != AdjustmentStatus.Proposed
            ? FundErrors.AdjustmentDecided
            : SeparationOfDuties
                .Check(adjustment.Duties, new Duty(Approver, officer))
                .Then<Adjustment>(_ =>
                    adjustment with
                    {
                        Status = refusal is null ? AdjustmentStatus.Approved : AdjustmentStatus.Refused,
                        Refusal = refusal,
                        DecidedAt = now,
                        Duties = adjustment.Duties.Add(new Duty(Approver, officer)),
                    }
                );

    /// <summary>The contra-posting and the right one, on the day of the decision: a month that is closed stays as it is.</summary>
    internal static IReadOnlyList<Entry> Entries(Adjustment adjustment)
    {
        var day = LimaTime.DateOf(adjustment.DecidedAt!.Value);
        var month = DateOnly.ParseExact(adjustment.Period, "yyyy-MM", CultureInfo.InvariantCulture);
        return
        [
            new Entry(PostingKind.Adjustment, month, -adjustment.WasCentimos, day, adjustment.Id),
            new Entry(PostingKind.Adjustment, month, adjustment.RightCentimos, day, adjustment.Id),
        ];
    }
}
