using System.Globalization;
using Serverless.App.Identity.Codes;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// The texts that carry codes: seven-bit letters (so no á í ó ú), one segment, the act named and the last four of what it is bound to,
/// so that nobody confirms what they did not ask for (domain.md section 3.2). Pure.
/// </summary>
internal static class CodeText
{
    /// <param name="act">The act in the words of the policy table.</param>
    internal static string Of(OtpChallenge challenge, string act, string code, TimeSpan life) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{code} es tu codigo para {act}{Subject(challenge)} ({Tail(challenge)}). Vale {Math.Ceiling(life.TotalMinutes)} min. No lo des a nadie: nunca te lo pediremos."
        );

    /// <summary>Somebody tries to sign in to an account that was never activated; only the phone's holder learns that.</summary>
    internal const string NotActivated =
        "Aun no activas tu cuenta. Abre la app y elige: Activar mi cuenta. Si no fuiste tu, no hagas nada.";

    /// <summary>To the number that was replaced: the one warning that a thief of the new one cannot hold back.</summary>
    /// <param name="tail">Last three digits of the number that codes go to from now on.</param>
    internal static string PhoneReplaced(string tail) =>
        $"Tu cuenta usa ahora el celular que termina en {tail}. Si no fuiste tu, ve hoy a una oficina o llama: no des codigos a nadie.";

    private static string Subject(OtpChallenge challenge) => challenge.Subject is { Length: > 0 } subject ? $": {subject}" : "";

    private static string Tail(OtpChallenge challenge) => challenge.OperationHash[^4..].ToUpperInvariant();
}
