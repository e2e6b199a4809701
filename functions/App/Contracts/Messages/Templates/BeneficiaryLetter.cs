namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>The Carta de Beneficiarios (domain.md §1.5).</summary>
/// <param name="Version">The member's nth letter.</param>
/// <param name="Substitutes">Paid when a primary beneficiary died before the member.</param>
internal sealed record BeneficiaryLetter(int Version, IReadOnlyList<Beneficiary> Primary, IReadOnlyList<Beneficiary> Substitutes)
    : DocumentData
{
    internal override string Kind => DocumentKinds.BeneficiaryLetter;
}

/// <summary>One person who is to be paid; personal data.</summary>
/// <param name="DocumentType"><c>dni</c>, <c>ce</c> or <c>passport</c>.</param>
/// <param name="Kinship"><c>spouse</c>, <c>child</c>, <c>parent</c>, <c>sibling</c>, <c>partner</c> or <c>other</c>.</param>
/// <param name="Share">Per cent with two decimals at most.</param>
internal sealed record Beneficiary(
    string Name,
    string DocumentType,
    string DocumentNumber,
    string Kinship,
    decimal Share,
    DateOnly BirthDate
)
{
    /// <summary>Who receives for a minor.</summary>
    public Guardian? Guardian { get; init; }

    /// <summary>Personal data stays out of logs.</summary>
    public override string ToString() => nameof(Beneficiary);
}

/// <summary>The adult who receives for a minor; personal data.</summary>
internal sealed record Guardian(string Name, string DocumentType, string DocumentNumber)
{
    public override string ToString() => nameof(Guardian);
}
