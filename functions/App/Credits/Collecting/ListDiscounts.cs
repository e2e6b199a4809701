using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Loans;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Collecting;

/// <summary>A month's discount for one loan as the member reads it. Amounts in céntimos.</summary>
/// <param name="Month">Month of the payslip, <c>2026-12</c>.</param>
/// <param name="Status"><c>asked</c>, <c>applied</c>, <c>partial</c> or <c>rejected</c>.</param>
/// <param name="Reason">Payroll's reason: a code of docs/ports/payroll.md.</param>
internal sealed record DiscountView(string Month, string Status, long AskedCentimos, long AppliedCentimos, string? Reason)
{
    internal static DiscountView Of(PayrollCharge charge, string loanId) =>
        new(
            $"{charge.Month:yyyy-MM}",
            charge.Status.ToString().ToLowerInvariant(),
            charge.Parts.Single(part => part.LoanId == loanId).Amount.Centimos,
            ChargeRules.Split(charge).Single(part => part.LoanId == loanId).Amount.Centimos,
            charge.Reason
        );
}

/// <summary>What payroll was asked for on a loan, month by month, and what it said (rows D15, D27).</summary>
internal sealed class ListDiscounts(LoanStore loans, ChargeStore charges)
{
    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapGet("/loans/{id}/discounts", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra qué se pidió a tu planilla por este crédito y qué se descontó.")
            .WithName("ListLoanDiscounts");

    private static async Task<Results<Ok<IReadOnlyList<DiscountView>>, ProblemResult>> HandleAsync(
        string id,
        CurrentMember member,
        ListDiscounts slice,
        CancellationToken cancellation
    ) => (await slice.ListAsync(member.MemberId, id, cancellation)).ToOk();

    internal async Task<Result<IReadOnlyList<DiscountView>>> ListAsync(string memberId, string loanId, CancellationToken cancellation)
    {
        if (await loans.FindOwnAsync(memberId, loanId, cancellation) is null)
        {
            return LoanErrors.NotFound;
        }

        var all = await charges.OfMemberAsync(memberId, cancellation);
        var own = all.Where(charge => charge.Parts.Any(part => part.LoanId == loanId));
        return own.Select(charge => DiscountView.Of(charge, loanId)).ToList();
    }
}
