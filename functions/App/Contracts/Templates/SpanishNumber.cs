namespace Serverless.App.Contracts.Templates;

/// <summary>Whole numbers in Spanish words, in the short form that stands before a noun: <c>veintiún</c>, <c>un millón</c>.</summary>
internal static class SpanishNumber
{
    private static readonly string[] Small =
    [
        "cero",
        "un",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiún",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];

    private static readonly string[] Tens = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];

    private static readonly string[] Hundreds =
    [
        "",
        "ciento",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ];

    /// <param name="number">0 up to 999,999,999,999.</param>
    internal static string Of(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999_999_999_999);
        return number switch
        {
            < 30 => Small[number],
            < 100 => Joined(Tens[number / 10], number % 10, " y "),
            100 => "cien",
            < 1000 => Joined(Hundreds[number / 100], number % 100, " "),
            < 2000 => Joined("mil", number % 1000, " "),
            < 1_000_000 => Joined($"{Of(number / 1000)} mil", number % 1000, " "),
            < 2_000_000 => Joined("un millón", number % 1_000_000, " "),
            _ => Joined($"{Of(number / 1_000_000)} millones", number % 1_000_000, " "),
        };
    }

    private static string Joined(string first, long rest, string by) => rest == 0 ? first : first + by + Of(rest);
}
