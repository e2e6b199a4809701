using Serverless.App.Benefits.Claims;

namespace Serverless.App.Benefits.Timeline;

/// <summary>The sentences of the timeline, es-PE, plain.</summary>
internal static class TimelineWords
{
    /// <summary>Null for what is nobody's business but the office's.</summary>
    internal static string? TextOf(BenefitClaim claim, ClaimChanged changed) =>
        changed.Act switch
        {
            "register" => "Registramos tu solicitud.",
            "submit" => "Entregaste tu solicitud para revisión.",
            "document-received" => $"Recibimos: {NameOf(claim, changed.Subject)}.",
            "check-documents" => changed.To switch
            {
                ClaimStatus.Observed => "Faltan documentos. El plazo está detenido hasta que los subas.",
                ClaimStatus.DocumentCheck when changed.From == ClaimStatus.Observed => "Llegó lo que faltaba. El plazo corre otra vez.",
                _ => "Empezamos a revisar tus documentos.",
            },
            "take" => "Una persona de nuestro equipo tomó tu caso.",
            "accept-document" => $"Está bien: {NameOf(claim, changed.Subject)}.",
            "send-back" => "Un documento necesita que lo subas otra vez. El plazo está detenido.",
            "remind" => "Te recordamos lo que falta.",
            "abandon" => "Archivamos la solicitud porque no llegaron los documentos.",
            "assess" when changed.To == ClaimStatus.Eligible => "Te corresponde el beneficio.",
            "assess" => $"No procede. {ClaimReasons.TextOf(changed.Reason ?? "")}",
            "calculate" => "Calculamos tu beneficio.",
            "review" => "Otra persona revisó el cálculo.",
            "approve" when changed.To == ClaimStatus.Approved => "Aprobamos tu beneficio.",
            "approve" => "Dio su visto bueno una primera persona. Falta una segunda.",
            "reject" => $"No procede. {ClaimReasons.TextOf(changed.Reason ?? "")}",
            "offset-debts" when changed.To == ClaimStatus.DebtOffset => "Descontamos lo que debías de tus créditos.",
            "offset-debts" => "El saldo cambió. Calculamos otra vez.",
            "issue-resolution" => "Emitimos la resolución de tu beneficio.",
            "order-payment" when changed.To == ClaimStatus.PaymentOrdered => "Mandamos el pago al banco.",
            "order-payment" => "No queda saldo por pagar.",
            "bank-paid" => "El banco hizo el pago.",
            "bank-returned" => $"El banco devolvió el pago. {ClaimReasons.TextOf(changed.Reason ?? "")}",
            "correct-account" => "Corregiste la cuenta. Mandamos el pago otra vez.",
            "release-payee" => "Ya podemos pagar la parte que estaba guardada.",
            "close" => "Cerramos el caso.",
            "cancel" => "Anulaste la solicitud.",
            "supersede" => "Se informó un fallecimiento. El caso sigue con la familia.",
            "appeal" => "Pediste que la revisemos otra vez.",
            "uphold-appeal" => "Tu pedido procede. Seguimos con el caso.",
            "dismiss-appeal" => "Vimos tu pedido y no cambia el resultado.",
            "court-order" => "Llegó una orden de un juzgado sobre este beneficio.",
            "lift-court-order" => "El juzgado levantó su orden.",
            _ => null,
        };

    internal static string NextOf(BenefitClaim claim) =>
        claim.Status switch
        {
            ClaimStatus.Registered => "Cuando la entregues, revisamos tus documentos.",
            ClaimStatus.DocumentCheck => "Una persona revisa tus documentos.",
            ClaimStatus.Observed => "Cuando subas lo que falta, seguimos.",
            ClaimStatus.Eligible => "Calculamos cuánto te toca.",
            ClaimStatus.Calculated => "Otra persona revisa el cálculo.",
            ClaimStatus.Reviewed => "La jefatura da su visto bueno.",
            ClaimStatus.Approved => "Descontamos tus créditos, si tienes.",
            ClaimStatus.DebtOffset => "Mandamos el pago al banco.",
            ClaimStatus.PaymentOrdered => "El banco paga y te avisamos.",
            ClaimStatus.PartiallyPaid => "Pagamos el resto cuando ubiquemos a quien falta.",
            ClaimStatus.Returned => "Con la cuenta corregida, pagamos otra vez.",
            ClaimStatus.Paid => "Cerramos el caso.",
            ClaimStatus.Appealed => "Otra persona revisa tu pedido.",
            ClaimStatus.Ineligible => "Aquí termina, salvo que pidas otra revisión.",
            _ => "No hay más pasos.",
        };

    internal static string? YouMust(BenefitClaim claim) =>
        claim.Status switch
        {
            ClaimStatus.Registered when DocumentRules.Missing(claim) is { IsEmpty: false } missing => $"Sube: {Names(claim, missing)}.",
            ClaimStatus.Registered => "Entrega tu solicitud.",
            ClaimStatus.Observed => $"Sube: {Names(claim, Pending(claim))}.",
            ClaimStatus.Returned => "Pon otra cuenta (CCI) a tu nombre.",
            ClaimStatus.Ineligible when claim.Reason != AppealRules.Dismissed && claim.AppealUntil is { } until =>
                $"Si no estás de acuerdo, pide otra revisión hasta el {until.Day:00}/{until.Month:00}/{until.Year}.",
            _ => null,
        };

    /// <summary>The codes of the list in the words of the list.</summary>
    internal static string Names(BenefitClaim claim, IEnumerable<string> codes) =>
        string.Join("; ", codes.Select(code => NameOf(claim, code)));

    private static IEnumerable<string> Pending(BenefitClaim claim) =>
        claim.Observation!.Codes.Where(code =>
            !claim.Documents.Any(document => document.Code == code && document.Verdict == DocumentVerdict.Received)
        );

    private static string NameOf(BenefitClaim claim, string? code) =>
        claim.Wanted.FirstOrDefault(wanted => wanted.Code == code)?.Name ?? "un documento";
}
