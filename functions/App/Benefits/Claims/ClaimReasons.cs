using System.Collections.Frozen;

namespace Serverless.App.Benefits.Claims;

/// <summary>Why something was refused, observed or returned: codes in rows and events, texts for people. Free words never leave the officer's note.</summary>
internal static class ClaimReasons
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["never-contributed"] = "No hay aportes tuyos en el fondo.",
        ["event-in-the-future"] = "La fecha que pusiste aún no llega.",
        ["refund-exceeds-account"] = "Pides más de lo que hay en tu cuenta.",
        ["account-empty"] = "Tu cuenta no tiene saldo.",
        ["cessation-unproved"] = "Aún no llegas a la edad de cese y no hay resolución que pruebe tu cese.",
        ["member-died"] = "Se informó un fallecimiento. El caso sigue con la familia.",
        ["missing"] = "Falta este documento.",
        ["unreadable"] = "No se lee bien.",
        ["wrong-document"] = "No es el documento que pedimos.",
        ["expired"] = "El documento ya venció.",
        ["not-yours"] = "El documento es de otra persona.",
        ["still-in-service"] = "Según tu planilla, sigues en servicio.",
        ["documents-not-valid"] = "Los documentos no prueban lo que pides.",
        ["duplicate"] = "Ya se pagó este beneficio.",
        ["account-invalid"] = "El banco dice que esa cuenta no existe.",
        ["account-closed"] = "El banco dice que esa cuenta está cerrada.",
        ["account-not-yours"] = "El banco dice que la cuenta es de otra persona.",
        ["appeal-dismissed"] = "Vimos tu reconsideración y no cambia el resultado.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfDocuments = FrozenSet.ToFrozenSet(
        ["missing", "unreadable", "wrong-document", "expired", "not-yours"],
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string> OfRefusals = FrozenSet.ToFrozenSet(
        ["still-in-service", "documents-not-valid", "duplicate", "never-contributed"],
        StringComparer.Ordinal
    );

    internal static bool MayObserve(string? reason) => reason is not null && OfDocuments.Contains(reason);

    internal static bool MayReject(string? reason) => reason is not null && OfRefusals.Contains(reason);

    /// <summary>A reason of a newer release, or of the bank's own, reads as a plain sentence.</summary>
    internal static string TextOf(string reason) => Texts.GetValueOrDefault(reason, "Llámanos y te explicamos el motivo.");
}
