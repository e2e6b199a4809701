using System.Globalization;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Simulations;

/// <summary>
/// The summary sheet (hoja resumen) that the law puts before every contract (Law 28587, Res. SBS 3274-2017), as data: what is received,
/// what is paid, at which rates, and what happens when it is late or early. Amounts in céntimos, rates in percent.
/// </summary>
internal sealed record CreditSheet(
    string Product,
    string ProductName,
    string Version,
    long AmountCentimos,
    long ReceivedCentimos,
    DateOnly Disbursed,
    int Instalments,
    long InstalmentCentimos,
    long HighestInstalmentCentimos,
    DateOnly FirstDue,
    DateOnly LastDue,
    decimal TeaPercent,
    decimal TemPercent,
    decimal TceaPercent,
    decimal MoratoryTeaPercent,
    decimal InsuranceMonthlyPercent,
    long TotalInterestCentimos,
    long TotalInsuranceCentimos,
    long TotalChargesCentimos,
    long TotalPaidCentimos,
    string GraceKind,
    int GracePeriods,
    IReadOnlyList<string> Allocation,
    IReadOnlyList<string> Rights
)
{
    /// <summary>What a member may do with every credit, free of charge (Res. SBS 3274-2017; domain.md §2.3).</summary>
    private static readonly string[] MemberRights =
    [
        "Puedes pagar todo o una parte antes de tiempo, sin costo, y elegir una cuota más baja o menos meses.",
        "Puedes adelantar cuotas sin costo.",
        "Si te atrasas solo pagas intereses por los días de atraso; no hay penalidad ni interés sobre interés.",
    ];

    internal static CreditSheet Of(Product product, AgreedTerms terms, CreditQuote quote)
    {
        var schedule = quote.Schedule;
        var totals = ScheduleTotals.Of(schedule);
        return new(
            product.Code,
            product.Row.Name,
            product.Version,
            terms.Amount.Centimos,
            quote.Received.Centimos,
            terms.Disbursed,
            terms.Instalments,
            UsualInstalment(schedule, terms.Grace.Periods).Centimos,
            totals.HighestInstalment,
            schedule.Rows[0].Due,
            schedule.Rows[^1].Due,
            terms.Tea.Percent,
            decimal.Round(RateConversion.Monthly(terms.Tea).Percent, 6),
            decimal.Round(quote.Tcea.Percent, 6),
            terms.MoratoryTea.Percent,
            terms.Insurance.Monthly.Percent,
            totals.Interest,
            totals.Insurance,
            totals.Charges,
            totals.Paid,
            terms.Grace.Kind.ToString().ToLower(CultureInfo.InvariantCulture),
            terms.Grace.Periods,
            product.Row.Allocation,
            MemberRights
        );
    }

    /// <summary>The highest single instalment: what the payroll must have room for.</summary>
    internal static Money Highest(Schedule schedule) => Money.FromCentimos(ScheduleTotals.Of(schedule).HighestInstalment);

    /// <summary>The first after grace: where the insurance falls with the debt, every later one is a little lower, and none may be hidden.</summary>
    private static Money UsualInstalment(Schedule schedule, int grace) =>
        schedule.Rows[Math.Min(grace, schedule.Rows.Length - 1)].Instalment;
}
