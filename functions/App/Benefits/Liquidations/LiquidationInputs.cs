using System.Collections.Immutable;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Liquidations;

/// <summary>Everything that a calculation depends on, stored beside its result: the same inputs give the same figures for ever.</summary>
/// <param name="On">The day whose tax unit, balance and payoffs these are, Lima.</param>
/// <param name="ParameterVersion">Of the fund's terms.</param>
/// <param name="TaxUnit">UIT of the year.</param>
/// <param name="TargetUnits">Account and complement together reach this many tax units; 0 for benefits without complement.</param>
/// <param name="Balance">Of the individual account.</param>
internal sealed record LiquidationInputs(
    BenefitKind Kind,
    DateOnly On,
    string ParameterVersion,
    Money TaxUnit,
    decimal TargetUnits,
    Money Balance
)
{
    /// <summary>Contributions discounted wrongly, for a refund.</summary>
    public Money Undue { get; init; }

    /// <summary>Whole months for which a refund bears interest.</summary>
    public int UndueMonths { get; init; }

    /// <summary>Fraction per month; 0 pays no interest on a refund.</summary>
    public decimal UndueInterest { get; init; }

    /// <summary>Loans with what pays them off on the day, in the order in which they are set off.</summary>
    public ImmutableArray<Debt> Debts { get; init; } = [];

    /// <summary>What a court keeps back, oldest order first.</summary>
    public ImmutableArray<Withholding> Withholdings { get; init; } = [];

    /// <summary>Who is paid, in hundredths of a per cent of the net amount; together 10,000.</summary>
    public ImmutableArray<Share> Shares { get; init; } = [];
}

/// <param name="Payoff">What closes the loan on the day of the calculation.</param>
internal sealed record Debt(string LoanId, Money Payoff);

/// <param name="HoldId">The court's order as the claim keeps it.</param>
internal sealed record Withholding(string HoldId, Money Amount);

/// <param name="PayeeId">Who; the member for every benefit but a death.</param>
/// <param name="Hundredths">Of one per cent: 6,000 is 60 %.</param>
/// <param name="IsHeld">Nobody can be paid yet: a heir who has not been found.</param>
internal sealed record Share(string PayeeId, int Hundredths, bool IsHeld);

/// <summary>What a claim comes to.</summary>
/// <param name="FromAccount">Leaves the individual account.</param>
/// <param name="Complement">Paid by the fund on top.</param>
internal sealed record Liquidation(LiquidationInputs Inputs, Money FromAccount, Money Complement)
{
    public ImmutableArray<Debt> SetOffs { get; init; } = [];

    public ImmutableArray<Withholding> Withheld { get; init; } = [];

    public ImmutableArray<PayeeAmount> Payments { get; init; } = [];

    internal Money Gross => FromAccount + Complement;

    internal Money Net => Gross - Money.Sum(SetOffs.Select(debt => debt.Payoff)) - Money.Sum(Withheld.Select(hold => hold.Amount));
}

/// <param name="IsHeld">Set aside until the payee can be paid.</param>
internal sealed record PayeeAmount(string PayeeId, Money Amount, bool IsHeld);
