namespace Serverless.Platform.Kernel;

/// <summary>
/// Interbank account code: bank 3, office 3, account 12 and two check digits. Written and logged masked.
/// </summary>
public sealed record Cci
{
    private Cci(string value) => Value = value;

    /// <summary>The twenty digits: personal data.</summary>
    public string Value { get; }

    /// <summary>The bank, for example 018 for Banco de la Nación.</summary>
    public string BankCode => Value[..3];

    public string OfficeCode => Value.Substring(3, 3);

    /// <summary>Reads twenty digits, or the printed form <c>018-000-000000000000-00</c>.</summary>
    /// <returns>The code, or <c>platform.cci-invalid</c>, <c>platform.cci-check-mismatch</c>.</returns>
    public static Result<Cci> Parse(string? text)
    {
        var digits = text is { Length: 23 } && text[3] == '-' && text[7] == '-' && text[20] == '-' ? text.Replace("-", "") : text;
        if (digits is null || !CheckDigits.AreDigits(digits, 20))
        {
            return Error.Invalid("platform.cci-invalid");
        }

        var span = digits.AsSpan();
        return CheckDigits.Alternating(span[..6]) == digits[18] && CheckDigits.Alternating(span[6..18]) == digits[19]
            ? new Cci(digits)
            : Error.Invalid("platform.cci-check-mismatch");
    }

    /// <summary>Masked to the last three digits.</summary>
    public override string ToString() => Mask.AllButThree(Value);
}
