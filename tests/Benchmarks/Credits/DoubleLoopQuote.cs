namespace Serverless.Benchmarks.Credits;

/// <summary>The raw operation: what one would write first, in doubles, with rounding per row and Newton's method.</summary>
internal static class DoubleLoopQuote
{
    public static double Tcea(double amount, double tea, int count, DateOnly disbursed, double insurance, double charges)
    {
        var daily = Math.Pow(1 + tea, 1 / 360.0);
        var days = new int[count];
        var factors = 0.0;
        for (var i = 0; i < count; i++)
        {
            days[i] = disbursed.AddMonths(i + 1).DayNumber - disbursed.DayNumber;
            factors += Math.Pow(daily, -days[i]);
        }

        var level = Math.Round(amount / factors, 2, MidpointRounding.AwayFromZero);
        var rows = new Row[count];
        var balance = amount;
        for (var i = 0; i < count; i++)
        {
            var elapsed = days[i] - (i == 0 ? 0 : days[i - 1]);
            var interest = Math.Round(balance * (Math.Pow(daily, elapsed) - 1), 2, MidpointRounding.AwayFromZero);
            var premium = Math.Round(balance * insurance, 2, MidpointRounding.AwayFromZero);
            var principal = i == count - 1 ? balance : level - interest;
            rows[i] = new(disbursed.AddDays(days[i]), balance, interest, premium, principal, interest + premium + principal);
            balance -= principal;
        }

        return Newton(amount - charges, rows, days, tea);
    }

    private static double Newton(double received, Row[] rows, int[] days, double rate)
    {
        for (var step = 0; step < 100; step++)
        {
            var value = -received;
            var slope = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                var present = rows[i].Instalment * Math.Pow(1 + rate, -days[i] / 360.0);
                value += present;
                slope -= present * days[i] / 360.0 / (1 + rate);
            }

            var next = rate - (value / slope);
            if (Math.Abs(next - rate) < 1e-12)
            {
                return next;
            }

            rate = next;
        }

        return double.NaN;
    }

    private readonly record struct Row(
        DateOnly Due,
        double Opening,
        double Interest,
        double Insurance,
        double Principal,
        double Instalment
    );
}
