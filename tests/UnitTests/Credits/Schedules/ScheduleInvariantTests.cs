using CsCheck;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Schedules;

/// <summary>der-07 and more, over random credits.</summary>
public sealed class ScheduleInvariantTests
{
    private const decimal Dust = 0.0000001m;

    [Fact]
    public void D30_principal_of_the_rows_is_the_amount_financed() =>
        CreditGen.Terms.Sample(terms =>
        {
            var schedule = Amortisation.Of(RepaymentPlan.Of(terms, CreditGen.Calendar));
            return Near(Money.Sum(schedule.Rows.Select(row => row.Principal)), schedule.AmountFinanced)
                && Near(schedule.Rows[^1].Closing, Money.Zero);
        });

    [Fact]
    public void D30_balances_never_fall_below_zero_and_never_grow_outside_total_grace() =>
        CreditGen.Terms.Sample(terms =>
            Amortisation
                .Of(RepaymentPlan.Of(terms, CreditGen.Calendar))
                .Rows.All(row =>
                    row.Closing.Soles >= -Dust
                    && row.Principal >= Money.Zero
                    && row.Instalment >= Money.Zero
                    && (row.Closing <= row.Opening || (terms.Grace.Kind == GraceKind.Total && row.Number <= terms.Grace.Periods))
                )
        );

    [Fact]
    public void D30_each_row_opens_where_the_one_before_closed() =>
        CreditGen.Terms.Sample(terms =>
        {
            var rows = Amortisation.Of(RepaymentPlan.Of(terms, CreditGen.Calendar)).Rows;
            return rows[0].Opening == terms.Amount && rows.Zip(rows.Skip(1)).All(pair => pair.First.Closing == pair.Second.Opening);
        });

    [Fact]
    public void D30_totals_are_the_sums_of_the_rows() =>
        CreditGen.Terms.Sample(terms =>
        {
            var schedule = Amortisation.Of(RepaymentPlan.Of(terms, CreditGen.Calendar));
            return schedule.TotalPaid == Money.Sum(schedule.Rows.Select(row => row.Instalment))
                && Near(schedule.TotalPaid, schedule.Principal + schedule.TotalInterest + schedule.TotalInsurance + schedule.TotalCharges);
        });

    [Fact]
    public void D30_instalment_is_the_sum_of_its_parts_to_the_last_digit() =>
        CreditGen.Terms.Sample(terms =>
            Amortisation
                .Of(RepaymentPlan.Of(terms, CreditGen.Calendar))
                .Rows.All(row =>
                    row.Principal + row.Interest + row.Insurance + row.Charge - row.Capitalised is var sum
                    && (row.Instalment, row.Instalment.Soles.Scale) == (sum, sum.Soles.Scale)
                )
        );

    [Fact]
    public void D30_due_dates_increase_and_fall_on_the_agreed_day_or_the_last_of_the_month() =>
        CreditGen.Terms.Sample(terms =>
        {
            var rows = Amortisation.Of(RepaymentPlan.Of(terms, CreditGen.Calendar)).Rows;
            var calendar = terms.Calendar;
            return rows.Zip(rows.Skip(1)).All(pair => pair.First.Due < pair.Second.Due && pair.First.PayBy <= pair.Second.PayBy)
                && rows.All(row => row.PayBy >= row.Due && row.Days > 0)
                && (
                    calendar.EveryDays is not null
                    || rows.Skip(1)
                        .All(row => row.Due.Day == Math.Min(calendar.DayOfMonth, DateTime.DaysInMonth(row.Due.Year, row.Due.Month)))
                );
        });

    [Fact]
    public void D30_rounded_rows_hold_whole_centimos() =>
        CreditGen
            .Terms.Where(terms => terms.Rounding != ScheduleRounding.None)
            .Sample(terms =>
                Amortisation
                    .Of(RepaymentPlan.Of(terms, CreditGen.Calendar))
                    .Rows.All(row => row.Interest.Centimos + row.Insurance.Centimos + row.Principal.Centimos >= 0)
            );

    [Fact]
    public void D30_instalments_in_coins_are_multiples_of_five_centimos_but_for_the_last_and_those_of_grace() =>
        CreditGen
            .Terms.Select(terms => terms with { Rounding = ScheduleRounding.FiveCentimos, Modality = Modality.LevelInstalment })
            .Select(terms => terms with { Grace = Grace.None, Calendar = DueCalendar.Every(30) })
            .Sample(terms =>
                Amortisation
                    .Of(RepaymentPlan.Of(terms, CreditGen.Calendar))
                    .Rows.SkipLast(1)
                    .All(row => row.Instalment.Soles % 0.05m == 0m || row.Closing == Money.Zero || row.Principal == Money.Zero)
            );

    [Fact]
    public void D30_TCEA_is_at_least_the_TEA_when_costs_are_not_negative() =>
        CreditGen
            .Terms.Select(terms => terms with { Rounding = ScheduleRounding.None })
            .Sample(terms => CreditGen.Quote(terms).Tcea.Fraction >= terms.Tea.Fraction - 0.00000002m);

    [Fact]
    public void D30_TCEA_grows_with_what_is_kept_back() =>
        CreditGen
            .Terms.Where(terms => terms.Amount > new Money(100m))
            .Sample(terms => CreditGen.Quote(terms with { UpfrontCharges = new Money(1m) }).Tcea > CreditGen.Quote(terms).Tcea);

    [Fact]
    public void D30_schedule_does_not_depend_on_the_culture_or_time_zone_of_the_machine()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var expected = Print();
        try
        {
            var odd = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NumberGroupSeparator = ".";
            odd.DateTimeFormat.FirstDayOfWeek = DayOfWeek.Monday;
            Thread.CurrentThread.CurrentCulture = odd;
            Environment.SetEnvironmentVariable("TZ", "Pacific/Kiritimati");
            TimeZoneInfo.ClearCachedData();

            Assert.Equal(expected, Print());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
            Environment.SetEnvironmentVariable("TZ", null);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static string Print()
    {
        var quote = CreditGen.Quote(CreditGen.Sample);
        return string.Join('\n', quote.Schedule.Rows.Select(row => $"{row.Due:O} {row.Instalment} {row.Closing}")) + quote.Tcea.ToText();
    }

    private static bool Near(Money left, Money right) => Math.Abs(left.Soles - right.Soles) <= Dust;
}
