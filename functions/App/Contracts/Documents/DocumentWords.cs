using Serverless.App.Contracts.Messages;

namespace Serverless.App.Contracts.Documents;

/// <summary>Names of kinds and states: codes for programs, Spanish for people.</summary>
internal static class DocumentWords
{
    internal static string CodeOf(DocumentStatus status) =>
        status switch
        {
            DocumentStatus.Presented => "presented",
            DocumentStatus.Signed => "signed",
            DocumentStatus.Issued => "issued",
            DocumentStatus.Sealed => "sealed",
            DocumentStatus.Lapsed => "lapsed",
            DocumentStatus.Annulled => "annulled",
            DocumentStatus.Replaced => "replaced",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    internal static string TextOf(DocumentStatus status) =>
        status switch
        {
            DocumentStatus.Presented => "Espera tu firma",
            DocumentStatus.Signed => "Firmado; le ponemos el sello",
            DocumentStatus.Issued => "Emitido; le ponemos el sello",
            DocumentStatus.Sealed => "Listo y sellado",
            DocumentStatus.Lapsed => "Venció sin firma",
            DocumentStatus.Annulled => "Anulado",
            DocumentStatus.Replaced => "Reemplazado por otro",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    internal static string NameOf(string kind) =>
        kind switch
        {
            DocumentKinds.AffiliationContract => "Carta de autorización de descuento (CADAP)",
            DocumentKinds.BeneficiaryLetter => "Carta de beneficiarios",
            DocumentKinds.CreditContract => "Contrato de crédito",
            DocumentKinds.AccountStatement => "Estado de cuenta individual",
            DocumentKinds.NoDebtCertificate => "Constancia de no adeudo",
            DocumentKinds.BenefitResolution => "Resolución de beneficio",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
