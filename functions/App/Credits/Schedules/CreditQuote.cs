using Serverless.App.Credits.Yields;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>What a credit costs: its schedule and its effective annual cost (TCEA).</summary>
internal sealed record CreditQuote(CreditTerms Terms, Schedule Schedule, Rate Tcea)
{
    /// <summary>The longest term computed, in instalments; products are far shorter.</summary>
    public const int LongestTerm = 600;

    private const int MonthsOfAYear = 12;

    // A thousand per cent a year: ten times the legal cap, so that refusal is left to the cap with its own reason.
    private static readonly Rate HighestRate = new(10m);
    private static readonly Money HighestAmount = new(1_000_000_000m);

    /// <summary>What the member receives on the day of disbursement.</summary>
    public Money Received => Terms.Amount - Terms.UpfrontCharges;

    /// <returns>The quote, or the <see cref="CreditErrors"/> or <see cref="YieldErrors"/> that stands instead of it.</returns>
    public static Result<CreditQuote> For(CreditTerms terms, WorkingCalendar calendar)
    {
        if (Wrong(terms) is { } error)
        {
            return error;
        }

        try
        {
            var schedule = Amortisation.Of(RepaymentPlan.Of(terms, calendar));
            return Cost(terms, schedule).Then<CreditQuote>(tcea => new CreditQuote(terms, schedule, tcea));
        }
        catch (OverflowException)
        {
            return CreditErrors.OutOfRange;
        }
        catch (ArgumentOutOfRangeException)
        {
            // Due dates past the last year of the calendar.
            return CreditErrors.OutOfRange;
        }
    }

    private static Result<Rate> Cost(CreditTerms terms, Schedule schedule)
    {
        // Every thirty days is the commercial month, in real dates as in the 360-day year.
        var rows = schedule.Rows;
        var flows = new CashFlow[rows.Length + 1];
        flows[0] = new((double)(terms.Amount - terms.UpfrontCharges).Soles, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows.ItemRef(i);
            flows[i + 1] = new(-(double)row.Instalment.Soles, row.Due.DayNumber - terms.Disbursed.DayNumber);
        }

        return AnnualCost.Tcea(flows, Near(terms));
    }

    /// <summary>Near the TCEA of a credit without other costs than interest and insurance: the search begins there.</summary>
    private static Rate Near(CreditTerms terms) =>
        new(terms.Tea.Fraction + (MonthsOfAYear * terms.Insurance.Monthly.Fraction * (1m + terms.Tea.Fraction)));

    private static Error? Wrong(CreditTerms terms) =>
        terms.Amount <= Money.Zero || terms.Amount > HighestAmount ? CreditErrors.AmountInvalid
        : terms.Tea < Rate.Zero || terms.Tea > HighestRate ? CreditErrors.RateInvalid
        : terms.Insurance.Monthly < Rate.Zero || terms.Insurance.Monthly > new Rate(1m) ? CreditErrors.RateInvalid
        : terms.Instalments is < 1 or > LongestTerm ? CreditErrors.TermInvalid
        : terms.Grace.Periods < 0 || terms.Grace.Periods >= terms.Instalments ? CreditErrors.GraceInvalid
        : terms.Grace is { Kind: GraceKind.None, Periods: > 0 } ? CreditErrors.GraceInvalid
        : !terms.Calendar.IsSoundFrom(terms.Disbursed) ? CreditErrors.FirstDueInvalid
        : terms.ChargePerInstalment < Money.Zero || terms.UpfrontCharges < Money.Zero ? CreditErrors.ChargesInvalid
        : terms.UpfrontCharges >= terms.Amount ? CreditErrors.ChargesInvalid
        : null;
}
