using System.Collections.Immutable;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.App.Credits.Messages;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Progress;

/// <summary>What other contexts know that a decision about a claim needs, read once and then decided on purely.</summary>
internal sealed class ClaimFacts(MemberAccounts accounts, LoanDebts debts, TaxUnits taxUnits, MemberDirectory members, ClaimBooks books)
{
    internal async Task<EligibilityFacts> OfEligibilityAsync(BenefitClaim claim, DateOnly today, CancellationToken cancellation)
    {
        var account = await accounts.ReadAsync(claim.MemberId, cancellation);
        var person = await members.PersonOfAsync(claim.MemberId, cancellation);
        var death = await books.OpenDeathAsync(claim.MemberId, cancellation);
        return new EligibilityFacts(
            claim.Kind,
            today,
            account is not null,
            account?.ContributionCount ?? 0,
            account?.Balance ?? Money.Zero,
            claim.EventOn,
            claim.Undue,
            CessationRules.IsProved(person?.BirthDate, claim.EventOn, claim.ResolutionOn, claim.Terms.RetirementAge),
            death is not null
        );
    }

    /// <returns>Everything the calculation depends on today, or <c>platform.effective-none-on-date</c> for a year without tax unit.</returns>
    internal async Task<Result<LiquidationInputs>> OfLiquidationAsync(BenefitClaim claim, DateOnly today, CancellationToken cancellation)
    {
        var account = await accounts.ReadAsync(claim.MemberId, cancellation);
        var owed = await debts.OfAsync(claim.MemberId, today, cancellation);
        var unitOfYear = await taxUnits.AtAsync(today, cancellation);
        return unitOfYear.Then<LiquidationInputs>(unit => new LiquidationInputs(
            claim.Kind,
            today,
            claim.Terms.Version,
            unit,
            TargetOf(claim),
            account?.Balance ?? Money.Zero
        )
        {
            Undue = claim.Undue,
            UndueMonths = MonthsBetween(claim.EventOn, today),
            UndueInterest = claim.Terms.RefundMonthlyInterest,
            Debts = [.. owed.Select(loan => new Debt(loan.LoanId, loan.Payoff.Round(RoundingPolicy.Centimo)))],
            Withholdings = Standing(claim),
            Shares = claim.Shares,
        });
    }

    private static decimal TargetOf(BenefitClaim claim) =>
        claim.Kind switch
        {
            BenefitKind.Invalidity => claim.Terms.InvalidityTargetUnits,
            BenefitKind.Death => claim.Terms.DeathTargetUnits,
            _ => 0m,
        };

    private static ImmutableArray<Withholding> Standing(BenefitClaim claim) =>
        [.. claim.CourtOrders.Where(order => order.LiftedAt is null).Select(order => new Withholding(order.Id, order.Amount))];

    /// <summary>Whole months that have passed.</summary>
    private static int MonthsBetween(DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return Math.Max(0, to.Day < from.Day ? months - 1 : months);
    }
}
