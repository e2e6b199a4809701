namespace Serverless.Platform.Kernel;

/// <summary>Taxpayer number: eleven digits with a check digit. Written and logged masked, because a person's holds the DNI.</summary>
public sealed record Ruc
{
    private Ruc(string value) => Value = value;

    /// <summary>The eleven digits; personal data when it belongs to a person.</summary>
    public string Value { get; }

    /// <summary>Whether it belongs to a person and not to a company (prefix 20).</summary>
    public bool IsPerson => !Value.StartsWith("20", StringComparison.Ordinal);

    /// <summary>The holder's DNI where the number was made from one (prefix 10); null otherwise.</summary>
    public Dni? Dni => Value.StartsWith("10", StringComparison.Ordinal) ? Kernel.Dni.Parse(Value.Substring(2, 8)).Value : null;

    /// <returns>The number, or <c>platform.ruc-invalid</c>, <c>platform.ruc-check-mismatch</c>.</returns>
    public static Result<Ruc> Parse(string? text)
    {
        if (text is null || !CheckDigits.AreDigits(text, 11) || text[..2] is not ("10" or "15" or "17" or "20"))
        {
            return Error.Invalid("platform.ruc-invalid");
        }

        return text[10] == Check(text) ? new Ruc(text) : Error.Invalid("platform.ruc-check-mismatch");
    }

    /// <summary>The number that the tax office gives to the holder of a DNI.</summary>
    public static Ruc Of(Dni dni)
    {
        var digits = "10" + dni.Value;
        return new Ruc(digits + Check(digits));
    }

    /// <summary>Masked to the last three digits.</summary>
    public override string ToString() => Mask.AllButThree(Value);

    private static char Check(string digits) =>
        (char)('0' + ((11 - (CheckDigits.WeightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10));
}
