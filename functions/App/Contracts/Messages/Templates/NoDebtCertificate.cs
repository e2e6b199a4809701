namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>The Constancia de No Adeudo (domain.md §1.6).</summary>
/// <param name="Number">As people cite it.</param>
/// <param name="On">The day on which nothing was owed.</param>
/// <param name="ClosedLoans">Loans that were paid off, by number and day.</param>
internal sealed record NoDebtCertificate(string Number, DateOnly On, DateOnly ValidUntil, IReadOnlyList<ClosedLoan> ClosedLoans)
    : DocumentData
{
    internal override string Kind => DocumentKinds.NoDebtCertificate;
}

/// <summary>A loan of which nothing is left.</summary>
internal sealed record ClosedLoan(string Number, string Product, DateOnly PaidOffOn);
