using Serverless.App.Identity.Codes;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// What a call says (es-PE): what is being confirmed, then the digits one by one and as words, so that no voice reads them as a number;
/// said once and repeated twice, because whoever listens may have to find a pen. Pure.
/// </summary>
internal static class CodeSpeech
{
    private static readonly string[] Words = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"];

    /// <param name="act">The act in the words of the policy table.</param>
    internal static string Of(OtpChallenge challenge, string act, string code, TimeSpan life)
    {
        var digits = Digits(code);
        var subject = challenge.Subject is { Length: > 0 } said ? $": {said}" : "";
        return $"Hola. Te llamamos del fondo de los maestros con tu código para {act}{subject}. Anota. {digits} Repito. {digits} Una vez más. {digits} "
            + $"Vale {Math.Ceiling(life.TotalMinutes):0} minutos. No lo des a nadie: nunca te lo pediremos.";
    }

    internal static string Digits(string code) => string.Join(' ', code.Select(digit => $"{Words[digit - '0']}."));
}
