using System.Globalization;

namespace Serverless.Platform.Kernel;

/// <summary>
/// An amount in soles (PEN), exact. Calculations may carry more than two decimals; what is stored or paid is rounded once by a
/// <see cref="RoundingPolicy"/> first, and <see cref="Centimos"/> refuses an amount for which that was forgotten.
/// </summary>
/// <param name="Soles">The amount in soles.</param>
public readonly record struct Money(decimal Soles) : IComparable<Money>
{
    /// <summary>Nothing.</summary>
    public static readonly Money Zero;

    /// <summary>The amount in whole céntimos, as rows store it (decision 9).</summary>
    /// <exception cref="InvalidOperationException">The amount has a fraction of a céntimo: it was never rounded.</exception>
    public long Centimos
    {
        get
        {
            if (IsInCentimos(out var digits))
            {
                return digits;
            }

            return Soles * 100m is var centimos && decimal.Truncate(centimos) == centimos
                ? (long)centimos
                : throw new InvalidOperationException("An unrounded amount has no céntimos; apply the rounding policy first.");
        }
    }

    /// <summary>
    /// The céntimos of an amount that is written with two digits, as amounts of rows are: then its digits are the céntimos, and sums of
    /// several amounts are a fraction of the work in whole numbers.
    /// </summary>
    /// <returns>False, with zero, for an amount with more digits or fewer, whether it has whole céntimos or not.</returns>
    public bool IsInCentimos(out long centimos)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(Soles, parts);
        if (Soles.Scale != 2 || parts[2] != 0 || parts[1] < 0)
        {
            centimos = 0;
            return false;
        }

        var digits = ((long)parts[1] << 32) | unchecked((uint)parts[0]);
        centimos = decimal.IsNegative(Soles) ? -digits : digits;
        return true;
    }

    /// <summary>An amount written with two digits.</summary>
    public static Money InCentimos(long centimos)
    {
        var digits = Math.Abs(centimos);
        return new(new decimal(unchecked((int)digits), unchecked((int)(digits >> 32)), 0, centimos < 0, 2));
    }

    public static Money FromCentimos(long centimos) => new(centimos / 100m);

    /// <summary>
    /// Reads an amount as a machine writes it: digits, at most one point, at most two decimals, no sign, no thousands separator.
    /// </summary>
    /// <returns>The amount, or <c>platform.money-invalid</c>.</returns>
    public static Result<Money> Parse(string? text)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        return
            text is { Length: > 0 and <= 18 }
            && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var soles)
            && decimal.Round(soles, 2) == soles
            && text[0] != '.'
            && text[^1] != '.'
            ? new Money(soles)
            : Error.Invalid("platform.money-invalid");
    }

    public Money Round(RoundingPolicy policy) => new(policy.Apply(Soles));

    public static Money Min(Money left, Money right) => left <= right ? left : right;

    public static Money Max(Money left, Money right) => left >= right ? left : right;

    public static Money Sum(IEnumerable<Money> amounts) => new(amounts.Sum(amount => amount.Soles));

    public int CompareTo(Money other) => Soles.CompareTo(other.Soles);

    public static Money operator +(Money left, Money right) => new(left.Soles + right.Soles);

    public static Money operator -(Money left, Money right) => new(left.Soles - right.Soles);

    public static Money operator -(Money amount) => new(-amount.Soles);

    public static Money operator *(Money amount, decimal factor) => new(amount.Soles * factor);

    public static bool operator <(Money left, Money right) => left.Soles < right.Soles;

    public static bool operator >(Money left, Money right) => left.Soles > right.Soles;

    public static bool operator <=(Money left, Money right) => left.Soles <= right.Soles;

    public static bool operator >=(Money left, Money right) => left.Soles >= right.Soles;

    /// <summary>As people in Peru write it, whatever the culture of the machine: <c>S/ 8,000.00</c>.</summary>
    public override string ToString()
    {
        var rounded = RoundingPolicy.Centimo.Apply(Soles);
        var digits = decimal.Abs(rounded).ToString("#,##0.00", CultureInfo.InvariantCulture);
        return rounded < 0m ? $"-S/ {digits}" : $"S/ {digits}";
    }
}
