namespace Serverless.App.Fund.Accounts;

/// <summary>A set of months as bits from January 1990 on: thirty years are 45 bytes, so that the state row can hold them for good.</summary>
internal static class MonthSet
{
    private const int FirstYear = 1990;

    /// <summary>Bits kept at most: until 2089.</summary>
    private const int Months = 1200;

    internal static bool CanHold(DateOnly month) => Index(month) is >= 0 and < Months;

    internal static bool Contains(ReadOnlySpan<byte> set, DateOnly month)
    {
        var index = Index(month);
        return index >= 0 && index / 8 < set.Length && (set[index / 8] & (1 << (index % 8))) != 0;
    }

    internal static ReadOnlyMemory<byte> With(ReadOnlySpan<byte> set, DateOnly month)
    {
        var index = Index(month);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Months);
        var bytes = new byte[Math.Max(set.Length, (index / 8) + 1)];
        set.CopyTo(bytes);
        bytes[index / 8] |= (byte)(1 << (index % 8));
        return bytes;
    }

    private static int Index(DateOnly month) => ((month.Year - FirstYear) * 12) + month.Month - 1;
}
