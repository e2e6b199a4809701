using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>The resolution of a benefit claim: gross, set-offs, holds, net (domain.md §1.4).</summary>
/// <param name="Benefit">For people: <c>Retiro</c>, <c>Invalidez</c>, <c>Fallecimiento</c>, <c>Devolución</c>.</param>
/// <param name="Account">From the individual account.</param>
/// <param name="Complement">What the fund adds.</param>
/// <param name="Deductions">Loans set off and court holds; positive amounts.</param>
/// <param name="Payees">Who is paid; their sum is the net amount, else it is refused.</param>
/// <param name="Basis">Rules and parameter version that the calculation used, for people.</param>
internal sealed record BenefitResolution(
    string Number,
    string ClaimNumber,
    string Benefit,
    DateOnly ApprovedOn,
    Money Account,
    Money Complement,
    IReadOnlyList<ResolutionDeduction> Deductions,
    IReadOnlyList<ResolutionPayee> Payees,
    string Basis
) : DocumentData
{
    internal override string Kind => DocumentKinds.BenefitResolution;

    internal Money Net => Account + Complement - Money.Sum(Deductions.Select(deduction => deduction.Amount));
}

/// <param name="Text">For people: <c>Saldo del crédito 2026-000123</c>.</param>
internal sealed record ResolutionDeduction(string Text, Money Amount);

/// <summary>Personal data.</summary>
/// <param name="AccountMasked">CCI, masked but for its last four digits.</param>
internal sealed record ResolutionPayee(string Name, string AccountMasked, Money Amount)
{
    public override string ToString() => nameof(ResolutionPayee);
}
