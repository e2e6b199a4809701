namespace Serverless.Platform.Kernel;

/// <summary>
/// Number of a national identity document: eight digits, leading zeros kept. Written and logged masked; <see cref="Value"/> is
/// the whole number. That such a document exists only RENIEC can say.
/// </summary>
public sealed record Dni
{
    private const string CheckDigitsByRemainder = "65432110987";
    private const string CheckLettersByRemainder = "KJIHGFEDCBA";

    private Dni(string value) => Value = value;

    /// <summary>The eight digits: personal data.</summary>
    public string Value { get; }

    /// <summary>The check digit printed on newer documents.</summary>
    public char CheckDigit => CheckDigitsByRemainder[Remainder(Value)];

    /// <summary>The check letter printed on older documents.</summary>
    public char CheckLetter => CheckLettersByRemainder[Remainder(Value)];

    /// <summary>Reads eight digits, optionally followed by the check digit or letter, with or without a hyphen.</summary>
    /// <returns>The number, or <c>platform.dni-invalid</c>, <c>platform.dni-check-mismatch</c>.</returns>
    public static Result<Dni> Parse(string? text)
    {
        if (text is not { Length: >= 8 and <= 10 } || !CheckDigits.AreDigits(text.AsSpan(0, 8), 8))
        {
            return Error.Invalid("platform.dni-invalid");
        }

        var dni = new Dni(text[..8]);
        return text.Length switch
        {
            8 => dni,
            9 => dni.Checked(text[8]),
            _ => text[8] == '-' ? dni.Checked(text[9]) : Error.Invalid("platform.dni-invalid"),
        };
    }

    /// <summary>Masked to the last three digits.</summary>
    public override string ToString() => Mask.AllButThree(Value);

    private Result<Dni> Checked(char check) =>
        char.ToUpperInvariant(check) == CheckLetter || check == CheckDigit ? this : Error.Invalid("platform.dni-check-mismatch");

    private static int Remainder(string digits) => CheckDigits.WeightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
}
