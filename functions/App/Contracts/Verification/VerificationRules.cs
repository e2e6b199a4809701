using Serverless.App.Contracts.Documents;

namespace Serverless.App.Contracts.Verification;

/// <summary>What the public is told of a document. Pure.</summary>
internal static class VerificationRules
{
    internal const string Valid = "valid";
    internal const string Revoked = "revoked";
    internal const string Expired = "expired";
    internal const string Pending = "pending";
    internal const string Tampered = "tampered";
    internal const string Unknown = "unknown";

    /// <summary>The state of a document whose files are sound.</summary>
    internal static string StatusOf(ContractDocument document, DateOnly today) =>
        document.Status switch
        {
            DocumentStatus.Annulled or DocumentStatus.Replaced => Revoked,
            DocumentStatus.Presented => Pending,
            // A paper that nobody signed in time never said anything.
            DocumentStatus.Lapsed => Unknown,
            _ => document.ValidUntil < today || document.RemovedAt is not null ? Expired : Valid,
        };

    internal static string TextOf(string status) =>
        status switch
        {
            Valid => "El documento es auténtico y está vigente.",
            Revoked => "El documento es auténtico, pero ya no está vigente: fue anulado o reemplazado.",
            Expired => "El documento es auténtico, pero su plazo ya venció.",
            Pending => "El documento todavía no está firmado. No tiene valor.",
            Tampered => "El archivo fue alterado. No confíe en este documento.",
            Unknown => "No emitimos ningún documento con este código.",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>Whether a copy with this hash is the file that counts; null when none was given.</summary>
    internal static string? Compare(ContractDocument document, string? sha256) =>
        sha256 is null ? null
        : string.Equals(sha256, document.Current.Sha256, StringComparison.OrdinalIgnoreCase) ? "same"
        : "different";

    /// <summary>What somebody who holds the copy is told; null when none was given.</summary>
    internal static string? CopyTextOf(string? copy) =>
        copy switch
        {
            null => null,
            "same" => "Su copia es igual a la que guardamos.",
            _ => "Su copia es distinta de la que guardamos. No confíe en ella.",
        };
}
