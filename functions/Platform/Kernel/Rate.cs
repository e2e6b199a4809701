using System.Globalization;

namespace Serverless.Platform.Kernel;

/// <summary>
/// A rate as a decimal fraction with all its digits (0.24 is 24 %). What the rate means (effective annual, monthly, daily, nominal)
/// is said by the name of the thing that holds it; a monthly rate is never a twelfth of an annual one.
/// </summary>
/// <param name="Fraction">The rate as a fraction of one.</param>
public readonly record struct Rate(decimal Fraction) : IComparable<Rate>
{
    public static readonly Rate Zero;

    public decimal Percent => Fraction * 100m;

    public static Rate FromPercent(decimal percent) => new(percent / 100m);

    /// <summary>Reads a fraction as <see cref="ToText"/> writes it.</summary>
    /// <returns>The rate, or <c>platform.rate-invalid</c>.</returns>
    public static Result<Rate> Parse(string? text)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return text is { Length: > 0 and <= 32 } && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var fraction)
            ? new Rate(fraction)
            : Error.Invalid("platform.rate-invalid");
    }

    /// <summary>The fraction with every digit, for rows and messages (decision 9: rates as text).</summary>
    public string ToText() => Fraction.ToString(CultureInfo.InvariantCulture);

    /// <summary>For people: percent with the given number of decimals, <c>1.81 %</c>.</summary>
    public string ToPercentText(int decimals = 2) =>
        decimal.Round(Percent, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture) + " %";

    public int CompareTo(Rate other) => Fraction.CompareTo(other.Fraction);

    public static bool operator <(Rate left, Rate right) => left.Fraction < right.Fraction;

    public static bool operator >(Rate left, Rate right) => left.Fraction > right.Fraction;

    public static bool operator <=(Rate left, Rate right) => left.Fraction <= right.Fraction;

    public static bool operator >=(Rate left, Rate right) => left.Fraction >= right.Fraction;

    public override string ToString() => ToPercentText();
}
