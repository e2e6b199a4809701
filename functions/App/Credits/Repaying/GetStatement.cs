using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Loans.Reading;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Repaying;

/// <summary>What something is made of, in céntimos.</summary>
internal sealed record PartsView(
    long PrincipalCentimos,
    long InterestCentimos,
    long InsuranceCentimos,
    long ChargeCentimos,
    long CompensatoryCentimos,
    long MoratoryCentimos,
    long TotalCentimos
)
{
    internal static PartsView Of(LoanParts parts) =>
        new(
            parts.Principal.Centimos,
            parts.Interest.Centimos,
            parts.Insurance.Centimos,
            parts.Charge.Centimos,
            parts.Compensatory.Centimos,
            parts.Moratory.Centimos,
            parts.Total.Centimos
        );
}

/// <summary>A line of the ledger as the member reads it.</summary>
internal sealed record PostingView(int Number, DateOnly On, string Kind, string Channel, PartsView Parts, long BalanceCentimos)
{
    internal static PostingView Of(LoanPosting posting) =>
        new(
            posting.Number,
            posting.On,
            PostingWords.CodeOf(posting.Kind),
            posting.Channel,
            PartsView.Of(posting.Parts),
            posting.Balance.Centimos
        );
}

/// <summary>What apps call a line.</summary>
internal static class PostingWords
{
    internal static string CodeOf(PostingKind kind) =>
        kind switch
        {
            PostingKind.Disbursement => "disbursement",
            PostingKind.Capitalisation => "grace",
            PostingKind.PayrollDiscount => "payroll-discount",
            PostingKind.OwnPayment => "own-payment",
            PostingKind.Prepayment => "prepayment",
            PostingKind.Payoff => "payoff",
            PostingKind.SetOff => "benefit-set-off",
            PostingKind.Refinancing => "refinancing",
            PostingKind.Reversal => "reversal",
            PostingKind.WriteOff => "write-off",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No word for this line"),
        };
}

/// <summary>A row of the plan in force and what was paid of it.</summary>
internal sealed record PlanRowView(
    int Number,
    DateOnly Due,
    DateOnly PayBy,
    long InstalmentCentimos,
    long PaidCentimos,
    long LateCentimos,
    bool IsPaid
);

/// <summary>The statement of a loan (row D15): plan, paid, in arrears, what paying it off costs today.</summary>
/// <param name="Arrears">What is due and unpaid, with late interest to today.</param>
/// <param name="Payoff">What closes the loan today.</param>
internal sealed record LoanStatement(
    LoanView Loan,
    IReadOnlyList<PlanRowView> Plan,
    IReadOnlyList<PostingView> Postings,
    PartsView Arrears,
    PartsView Payoff,
    DateOnly On
)
{
    internal static LoanStatement Of(Loan stored, IReadOnlyList<LoanPosting> ledger, DateOnly on)
    {
        var loan = LoanAccrual.To(stored, on).Loan;
        return new(
            LoanView.Of(loan, on),
            [.. loan.Plan.Rows.Select((row, at) => RowOf(loan, at))],
            [.. ledger.Select(PostingView.Of)],
            PartsView.Of(loan.IsOpen ? LoanParts.Of([.. LoanDues.Of(loan, on)]) : LoanParts.None),
            PartsView.Of(LoanPayoff.On(loan, on)),
            on
        );
    }

    private static PlanRowView RowOf(Loan loan, int at)
    {
        var (planned, row) = (loan.Plan.Rows[at], loan.Rows[at]);
        var late = row.Compensatory + row.Moratory;
        return new(
            planned.Number,
            planned.Due,
            planned.PayBy,
            planned.Instalment.Centimos,
            (row.Principal + row.Interest + row.Insurance + row.Charge).Centimos,
            late.Centimos,
            LoanDues.IsSettled(planned, row)
        );
    }
}

/// <summary>The member's own loan, down to each line.</summary>
internal sealed class GetStatement(LoanStore loans, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapGet("/loans/{id}/statement", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra el estado de cuenta de tu crédito y cuánto cuesta pagarlo hoy.")
            .WithName("GetLoanStatement");

    private static async Task<Results<Ok<LoanStatement>, ProblemResult>> HandleAsync(
        string id,
        CurrentMember member,
        GetStatement slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(member.MemberId, id, cancellation)).ToOk();

    internal async Task<Result<LoanStatement>> ReadAsync(string memberId, string loanId, CancellationToken cancellation)
    {
        if (await loans.FindOwnAsync(memberId, loanId, cancellation) is not { } loan)
        {
            return LoanErrors.NotFound;
        }

        return LoanStatement.Of(loan, await loans.LedgerAsync(loanId, cancellation), LimaTime.Today(time));
    }
}
