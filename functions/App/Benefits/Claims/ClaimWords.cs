namespace Serverless.App.Benefits.Claims;

/// <summary>What apps and people call a status and a step: codes are public contracts, texts are for reading.</summary>
internal static class ClaimWords
{
    /// <summary><c>document-check</c>, <c>payment-ordered</c>, …</summary>
    internal static string CodeOf<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        string.Concat(
            value
                .ToString()
                .Select(
                    (letter, place) =>
                        char.IsAsciiLetterUpper(letter) ? $"{(place > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"
                )
        );

    /// <summary>For people.</summary>
    internal static string TextOf(ClaimStatus status) =>
        status switch
        {
            ClaimStatus.None => "sin empezar",
            ClaimStatus.Registered => "registrada",
            ClaimStatus.DocumentCheck => "en revisión de documentos",
            ClaimStatus.Observed => "observada: esperamos algo tuyo",
            ClaimStatus.Eligible => "te corresponde el beneficio",
            ClaimStatus.Ineligible => "no procede",
            ClaimStatus.Calculated => "calculada",
            ClaimStatus.Reviewed => "revisada",
            ClaimStatus.Approved => "aprobada",
            ClaimStatus.DebtOffset => "con tus créditos descontados",
            ClaimStatus.PaymentOrdered => "con el pago en el banco",
            ClaimStatus.PartiallyPaid => "pagada en parte",
            ClaimStatus.Returned => "con el pago devuelto por el banco",
            ClaimStatus.Paid => "pagada",
            ClaimStatus.Closed => "cerrada",
            ClaimStatus.Appealed => "en reconsideración",
            ClaimStatus.Abandoned => "archivada por falta de documentos",
            ClaimStatus.Cancelled => "anulada por ti",
            ClaimStatus.Superseded => "reemplazada por el trámite de fallecimiento",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No text for this status"),
        };

    /// <summary>Who works on it: the unit that a claimant may ask about.</summary>
    internal static string UnitOf(ClaimStatus status) =>
        status switch
        {
            ClaimStatus.Registered or ClaimStatus.Observed or ClaimStatus.Returned => "Tú",
            ClaimStatus.DocumentCheck or ClaimStatus.Eligible => "Mesa de beneficios",
            ClaimStatus.Calculated or ClaimStatus.Reviewed or ClaimStatus.Appealed => "Jefatura de previsión",
            ClaimStatus.Approved or ClaimStatus.DebtOffset or ClaimStatus.PaymentOrdered or ClaimStatus.PartiallyPaid => "Tesorería",
            _ => "Archivo",
        };
}
