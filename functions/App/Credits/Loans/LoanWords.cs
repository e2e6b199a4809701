namespace Serverless.App.Credits.Loans;

/// <summary>
/// What apps and members call the status of a loan and what can be done with it: codes are public contracts, texts are for reading.
/// </summary>
internal static class LoanWords
{
    internal static string CodeOf(LoanStatus status) =>
        status switch
        {
            LoanStatus.None => "none",
            LoanStatus.Open => "open",
            LoanStatus.Current => "current",
            LoanStatus.Overdue => "overdue",
            LoanStatus.PaidOff => "paid-off",
            LoanStatus.Refinanced => "refinanced",
            LoanStatus.WrittenOff => "written-off",
            LoanStatus.Certifiable => "cleared",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No word for this status"),
        };

    internal static string TextOf(LoanStatus status) =>
        status switch
        {
            LoanStatus.None => "sin abrir",
            LoanStatus.Open => "recién depositado en tu cuenta",
            LoanStatus.Current => "al día",
            LoanStatus.Overdue => "con cuota atrasada",
            LoanStatus.PaidOff => "pagado",
            LoanStatus.Refinanced => "pagado con otro crédito",
            LoanStatus.WrittenOff => "dado por perdido",
            LoanStatus.Certifiable => "pagado y sin pendientes",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No text for this status"),
        };

    /// <summary>What can be done with the loan, for people after «se puede»; a look at it is always allowed.</summary>
    internal static string StepTextsOf(LoanStatus status) =>
        string.Join(", ", LoanMoves.Allowed(status).Select(TextOf).OfType<string>().DefaultIfEmpty("mirar cómo está"));

    /// <summary>Nothing for what happens by itself.</summary>
    private static string? TextOf(LoanStep step) =>
        step switch
        {
            LoanStep.Pay => "pagar cuotas",
            LoanStep.PayOff => "pagarlo todo",
            LoanStep.Refinance => "cerrarlo con otro crédito",
            LoanStep.WriteOff => "darlo por perdido",
            LoanStep.Reverse => "deshacer un pago",
            LoanStep.Disburse or LoanStep.FallBehind or LoanStep.Clear => null,
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No text for this step"),
        };
}
