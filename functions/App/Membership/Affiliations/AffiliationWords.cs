namespace Serverless.App.Membership.Affiliations;

/// <summary>What apps and members call a status and what they can do in it: codes are public contracts, texts are for reading.</summary>
internal static class AffiliationWords
{
    /// <summary>For programs.</summary>
    internal static string CodeOf(AffiliationStatus status) =>
        status switch
        {
            AffiliationStatus.None => "none",
            AffiliationStatus.Draft => "draft",
            AffiliationStatus.IdentityPending => "identity-pending",
            AffiliationStatus.IdentityVerified => "identity-verified",
            AffiliationStatus.DocumentsSigned => "documents-signed",
            AffiliationStatus.SentToPayroll => "sent-to-payroll",
            AffiliationStatus.RejectedByPayroll => "rejected-by-payroll",
            AffiliationStatus.Active => "active",
            AffiliationStatus.Suspended => "suspended",
            AffiliationStatus.Disaffiliating => "disaffiliating",
            AffiliationStatus.Ceased => "ceased",
            AffiliationStatus.Deceased => "deceased",
            AffiliationStatus.Closed => "closed",
            AffiliationStatus.Expired => "expired",
            AffiliationStatus.Cancelled => "cancelled",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No word for this status"),
        };

    /// <summary>For people.</summary>
    internal static string TextOf(AffiliationStatus status) =>
        status switch
        {
            AffiliationStatus.None => "sin empezar",
            AffiliationStatus.Draft => "por firmar",
            AffiliationStatus.IdentityPending => "falta tu rostro y tu firma",
            AffiliationStatus.IdentityVerified => "falta un papel por firmar",
            AffiliationStatus.DocumentsSigned => "firmada, falta confirmar",
            AffiliationStatus.SentToPayroll => "en tu planilla",
            AffiliationStatus.RejectedByPayroll => "rechazada por tu planilla",
            AffiliationStatus.Active => "activa",
            AffiliationStatus.Suspended => "suspendida",
            AffiliationStatus.Disaffiliating => "en desafiliación",
            AffiliationStatus.Ceased => "cese en trámite",
            AffiliationStatus.Deceased => "fallecimiento en trámite",
            AffiliationStatus.Closed => "cerrada",
            AffiliationStatus.Expired => "vencida",
            AffiliationStatus.Cancelled => "anulada",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No text for this status"),
        };

    /// <summary>What the member can do by a route of the API: <c>start</c>, <c>sign</c>, <c>confirm</c>, <c>correct</c>, <c>cancel</c>.</summary>
    internal static IReadOnlyList<string> ActionsOf(AffiliationStatus status) =>
        [.. AffiliationRules.Allowed(status).Select(ActionOf).OfType<string>()];

    private static string? ActionOf(AffiliationStep step) =>
        step switch
        {
            AffiliationStep.Start => "start",
            AffiliationStep.AskIdentity or AffiliationStep.VerifyIdentity or AffiliationStep.SignDocuments => "sign",
            AffiliationStep.SendToPayroll => "confirm",
            AffiliationStep.Correct => "correct",
            AffiliationStep.Cancel => "cancel",
            _ => null,
        };
}
