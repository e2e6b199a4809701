namespace Serverless.App.Fund.Accounts;

/// <summary>What can be posted to an individual account (domain.md §1.3).</summary>
internal enum PostingKind
{
    /// <summary>Contribution of a month (APORTE).</summary>
    Contribution,

    /// <summary>Interest on the balance at the end of the month before (INTERES).</summary>
    Interest,

    /// <summary>Share of the profit on the balance at the end of the quarter before (BONUS).</summary>
    Bonus,

    /// <summary>Correction by an officer, with either sign (AJUSTE).</summary>
    Adjustment,

    /// <summary>Paid out as a benefit (RETIRO).</summary>
    Withdrawal,

    /// <summary>Paid back what should not have been taken (DEVOLUCION).</summary>
    Refund,

    /// <summary>Kept back for a loan of the member (COMPENSACION_DEUDA).</summary>
    DebtOffset,
}
