namespace Serverless.Platform.Kernel;

/// <summary>A mobile number of Peru, kept as +51 and nine digits that begin with 9. Written and logged masked.</summary>
public sealed record MobileNumber
{
    private MobileNumber(string digits) => E164 = "+51" + digits;

    /// <summary>The whole number as vendors want it, <c>+51987654321</c>: personal data.</summary>
    public string E164 { get; }

    /// <summary>Reads 9XXXXXXXX with or without +51, 51 or 0051, and with blanks or hyphens between the digits.</summary>
    /// <returns>The number, or <c>platform.mobile-invalid</c>.</returns>
    public static Result<MobileNumber> Parse(string? text)
    {
        if (text is not { Length: >= 9 and <= 24 })
        {
            return Error.Invalid("platform.mobile-invalid");
        }

        var compact = text.Replace(" ", "").Replace("-", "");
        var digits = compact switch
        {
            ['+', '5', '1', .. var rest] => rest,
            ['0', '0', '5', '1', .. var rest] => rest,
            ['5', '1', .. var rest] => rest,
            _ => compact,
        };
        return CheckDigits.AreDigits(digits, 9) && digits[0] == '9' ? new MobileNumber(digits) : Error.Invalid("platform.mobile-invalid");
    }

    /// <summary>Masked to the last three digits.</summary>
    public override string ToString() => Mask.AllButThree(E164);
}
