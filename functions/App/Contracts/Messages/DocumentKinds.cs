namespace Serverless.App.Contracts.Messages;

/// <summary>Kinds of documents; the words stand in rows, events and policy rows (<c>contracts.sign-{kind}</c>) for ten years.</summary>
internal static class DocumentKinds
{
    /// <summary>Carta de Autorización de Descuento de Aportes Previsionales (CADAP); subject = <c>{member}|{round}</c>.</summary>
    internal const string AffiliationContract = "affiliation-contract";

    /// <summary>Carta de Beneficiarios; subject = id of the member's letter version.</summary>
    internal const string BeneficiaryLetter = "beneficiary-letter";

    /// <summary>Credit contract with its summary sheet and schedule; subject = credit request.</summary>
    internal const string CreditContract = "credit-contract";

    /// <summary>Statement of the individual account; subject = member.</summary>
    internal const string AccountStatement = "account-statement";

    /// <summary>Constancia de No Adeudo; subject = certificate request.</summary>
    internal const string NoDebtCertificate = "no-debt-certificate";

    /// <summary>Resolution of a benefit claim; subject = claim.</summary>
    internal const string BenefitResolution = "benefit-resolution";

    /// <summary>Documents that a member signs; the others are issued under the institution's seal alone.</summary>
    internal static bool IsSigned(string kind) => kind is AffiliationContract or BeneficiaryLetter or CreditContract;
}
