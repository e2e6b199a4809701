using System.Globalization;

namespace Serverless.Platform.Kernel;

/// <summary>Whose coding of departments, provinces and districts a code belongs to; the two differ.</summary>
public enum UbigeoScheme
{
    /// <summary>Statistics institute.</summary>
    Inei,

    /// <summary>Civil registry.</summary>
    Reniec,
}

/// <summary>A district: two digits each of department, province and district, in the coding of one institution.</summary>
public sealed record Ubigeo
{
    private const int Departments = 25;

    private Ubigeo(UbigeoScheme scheme, string code) => (Scheme, Code) = (scheme, code);

    public UbigeoScheme Scheme { get; }

    public string Code { get; }

    public string Department => Code[..2];

    public string Province => Code[..4];

    /// <returns>The district code, or <c>platform.ubigeo-invalid</c>.</returns>
    public static Result<Ubigeo> Parse(UbigeoScheme scheme, string? code) =>
        code is not null
        && CheckDigits.AreDigits(code, 6)
        && int.Parse(code.AsSpan(0, 2), CultureInfo.InvariantCulture) is >= 1 and <= Departments
        && code.AsSpan(2, 2) is not "00"
        && code.AsSpan(4, 2) is not "00"
            ? new Ubigeo(scheme, code)
            : Error.Invalid("platform.ubigeo-invalid");

    public override string ToString() => $"{Scheme}:{Code}";
}
