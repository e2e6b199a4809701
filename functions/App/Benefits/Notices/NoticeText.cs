using System.Text;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Timeline;

namespace Serverless.App.Benefits.Notices;

/// <summary>
/// The text messages about a claim: seven-bit letters (so no á í ó ú), no name, no amount, no link, so that a lost phone tells little and
/// nobody learns to follow links. Pure.
/// </summary>
internal static class NoticeText
{
    /// <summary>The most that two segments of seven-bit letters hold.</summary>
    private const int Longest = 300;

    /// <summary>Null for steps that nobody needs to be told of.</summary>
    internal static string? Of(BenefitClaim claim, ClaimChanged changed) =>
        Words(claim, changed) is { } words ? Plain($"Tu solicitud de beneficio: {words} Mira los pasos en la app.") : null;

    private static string? Words(BenefitClaim claim, ClaimChanged changed) =>
        changed.Act switch
        {
            "register" => "la registramos.",
            "check-documents" or "send-back" or "remind" when changed.To == ClaimStatus.Observed && claim.Observation is { } asked =>
                $"falta que subas {TimelineWords.Names(claim, asked.Codes)}. El plazo espera por ti.",
            "assess" or "reject" when changed.To == ClaimStatus.Ineligible => "no procede. Puedes pedir otra revision.",
            "approve" when changed.To == ClaimStatus.Approved => "la aprobamos. Ahora sigue el pago.",
            "bank-returned" => "el banco devolvio el pago. Pon otra cuenta (CCI) en la app.",
            "bank-paid" => "el banco ya hizo el pago.",
            "abandon" => "la archivamos porque faltaron documentos. Puedes pedirla otra vez.",
            "dismiss-appeal" => "vimos tu pedido y no cambia el resultado.",
            "uphold-appeal" => "tu pedido procede y seguimos.",
            _ => null,
        };

    /// <summary>Marks fall off the vowels, ñ becomes n: one message costs what it should.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var at = "áéíóúüñÁÉÍÓÚÜÑ".IndexOf(letter, StringComparison.Ordinal);
            plain.Append(
                at >= 0 ? "aeiouunAEIOUUN"[at]
                : letter is >= ' ' and <= '~' ? letter
                : ' '
            );
        }

        return plain.Length <= Longest ? plain.ToString() : plain.ToString(0, Longest);
    }
}
