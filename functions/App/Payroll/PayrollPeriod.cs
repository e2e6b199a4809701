using System.Globalization;

namespace Serverless.App.Payroll;

/// <summary>The month of a payslip.</summary>
internal readonly record struct PayrollPeriod(int Year, int Month)
{
    internal DateOnly FirstDay => new(Year, Month, 1);

    internal DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The month that a file made on this day can still reach: payroll closes it on <paramref name="cutOffDay"/>.</summary>
    internal static PayrollPeriod For(DateOnly today, int cutOffDay)
    {
        var month = today.Day <= cutOffDay ? today : today.AddMonths(1);
        return new PayrollPeriod(month.Year, month.Month);
    }

    /// <summary>Reads <c>2026-12</c>; null for anything else.</summary>
    internal static PayrollPeriod? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? new PayrollPeriod(month.Year, month.Month)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");
}
