using System.Collections.Frozen;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>Where a loan stands (domain.md section 5.1).</summary>
internal enum LoanStatus
{
    None,

    /// <summary>The money left; nothing has been paid.</summary>
    Open,
    Current,
    Overdue,
    PaidOff,

    /// <summary>A larger credit closed it.</summary>
    Refinanced,
    WrittenOff,

    /// <summary>Closed, and nothing is under way at payroll: a certificate of owing nothing may name it.</summary>
    Certifiable,
}

/// <summary>What can happen to a loan.</summary>
internal enum LoanStep
{
    Disburse,
    Pay,
    FallBehind,
    PayOff,
    Refinance,
    WriteOff,
    Clear,

    /// <summary>A payment that had counted was taken back.</summary>
    Reverse,
}

/// <summary>The moves of domain.md section 5.1.</summary>
internal static class LoanMoves
{
    private static readonly FrozenDictionary<(LoanStatus, LoanStep), LoanStatus> Moves = Table();

    /// <returns>The next status, or <c>credits.loan-step-not-allowed</c> with the steps that are.</returns>
    internal static Result<LoanStatus> Next(LoanStatus status, LoanStep step) =>
        Moves.TryGetValue((status, step), out var next)
            ? next
            : LoanErrors
                .StepNotAllowed.With("status", status.ToString())
                .With("statusText", LoanWords.TextOf(status))
                .With("allowed", string.Join(", ", Allowed(status)))
                .With("allowedText", LoanWords.StepTextsOf(status));

    internal static IEnumerable<LoanStep> Allowed(LoanStatus status) =>
        Enum.GetValues<LoanStep>().Where(step => Moves.ContainsKey((status, step)));

    private static FrozenDictionary<(LoanStatus, LoanStep), LoanStatus> Table()
    {
        var moves = new Dictionary<(LoanStatus, LoanStep), LoanStatus> { [(LoanStatus.None, LoanStep.Disburse)] = LoanStatus.Open };
        foreach (var open in (LoanStatus[])[LoanStatus.Open, LoanStatus.Current, LoanStatus.Overdue])
        {
            moves[(open, LoanStep.Pay)] = LoanStatus.Current;
            moves[(open, LoanStep.FallBehind)] = LoanStatus.Overdue;
            moves[(open, LoanStep.PayOff)] = LoanStatus.PaidOff;
            moves[(open, LoanStep.Refinance)] = LoanStatus.Refinanced;
            moves[(open, LoanStep.Reverse)] = LoanStatus.Current;
        }

        moves[(LoanStatus.Overdue, LoanStep.WriteOff)] = LoanStatus.WrittenOff;
        moves[(LoanStatus.PaidOff, LoanStep.Reverse)] = LoanStatus.Current;
        moves[(LoanStatus.Certifiable, LoanStep.Reverse)] = LoanStatus.Current;
        moves[(LoanStatus.PaidOff, LoanStep.Clear)] = LoanStatus.Certifiable;
        moves[(LoanStatus.Refinanced, LoanStep.Clear)] = LoanStatus.Certifiable;
        return moves.ToFrozenDictionary();
    }
}
