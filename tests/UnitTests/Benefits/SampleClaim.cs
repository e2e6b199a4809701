using System.Globalization;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Terms;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

/// <summary>A teacher's claim as rules see it, on a Monday in Lima.</summary>
internal static class SampleClaim
{
    internal static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-02T15:00:00Z", CultureInfo.InvariantCulture);
    internal static readonly DateOnly Today = new(2026, 3, 2);
    internal static readonly WorkingCalendar Calendar = new(HolidayTable.Shipped());

    internal static BenefitClaim Registered(BenefitKind kind = BenefitKind.Retirement) =>
        new("01b4a2d5-70a1-8b6c-8d2e-0f1a2b3c4d5e", "member-1", kind, new DateOnly(2026, 2, 28), BenefitTerms.Shipped().At(Today).Value)
        {
            Status = ClaimStatus.Registered,
            Since = Now,
            RegisteredAt = Now,
            Wanted = DocumentLists.Shipped().For(kind, Today).Value,
            Clock = new SlaClock(Today, 15),
            Duties = [new Duty(FigureRules.Requester, "member-1")],
            Shares = [new Share("member", LiquidationRules.Whole, false)],
        };

    internal static BenefitClaim In(ClaimStatus status, BenefitKind kind = BenefitKind.Retirement) =>
        Registered(kind) with
        {
            Status = status,
        };

    internal static ClaimDocument Paper(string code, DocumentVerdict verdict = DocumentVerdict.Received, DateTimeOffset? at = null) =>
        new(code, $"upload-{code}", new string('a', 64), 1000, "application/pdf", at ?? Now, verdict);

    /// <summary>Every required paper of the list.</summary>
    internal static BenefitClaim WithPapers(this BenefitClaim claim, DocumentVerdict verdict = DocumentVerdict.Received) =>
        claim with
        {
            Documents = [.. claim.Wanted.Where(wanted => wanted.Required).Select(wanted => Paper(wanted.Code, verdict))],
        };

    internal static LiquidationInputs Inputs(BenefitKind kind, decimal balance, decimal targetUnits = 0m) =>
        new(kind, Today, "2026-01", new Money(5_500m), targetUnits, new Money(balance))
        {
            Shares = [new Share("member", LiquidationRules.Whole, false)],
        };

    internal static BenefitClaim Calculated(decimal balance = 6_000m) =>
        FigureRules
            .Calculate(
                In(ClaimStatus.Eligible),
                LiquidationRules.Calculate(Inputs(BenefitKind.Retirement, balance)).Value,
                "officer-a",
                Now
            )
            .Value;
}
