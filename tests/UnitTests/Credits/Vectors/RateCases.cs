using System.Text.Json;
using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Caps;
using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Yields;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Vectors;

/// <summary>Published cases about rates, interest, yields and limits.</summary>
internal static class RateCases
{
    public static CaseAnswer? Answer(string kind, CaseInput input) =>
        kind switch
        {
            "tea_to_period_rate" => PeriodRate(input),
            "nominal_to_effective" => CaseAnswer.Of(
                RateConversion.Effective(Nominal(input), Periods(input)).Percent,
                "effectivePercent",
                "teaPercent"
            ),
            "effective_to_nominal" => CaseAnswer.Of(
                RateConversion.Nominal(input.Percent("effectivePercent", "teaPercent"), Periods(input)).Percent,
                "nominalPercent"
            ),
            "interest_for_days" => CaseAnswer.Of(
                RateConversion
                    .InterestForDays(input.Money("principal", "balance", "amount"), Tea(input), input.Whole("days"), YearBasis(input))
                    .Soles,
                "interest"
            ),
            "late_payment" => Late(input),
            "partial_period_interest" => PartialPeriod(input),
            "xirr_365" => CaseAnswer.Of(Yield(Dated(input)).Fraction, "rate").And(Yield(Dated(input)).Percent, "ratePercent"),
            "irr_periodic" => Periodic(input),
            "effective_annual_30_360" or "effective_annual_365" => EffectiveAnnual(input),
            "unit_period_nominal_apr" => UnitPeriod(input),
            "tcea_single_payment" => SinglePayment(input),
            "itf" => CaseAnswer.Of(TransactionTax.On(input.Money("amount"), input.Percent("ratePercent")).Soles, "itf"),
            "payroll_limit" => Payroll(input),
            _ => null,
        };

    private static int Periods(CaseInput input) => input.Whole("periodsPerYear", "m", "compoundingPerYear");

    private static Rate Nominal(CaseInput input) => input.Percent("nominalPercent", "nominalAnnualPercent", "tnaPercent");

    private static Rate Tea(CaseInput input) => input.Percent("teaPercent", "effectivePercent", "compensatoryTeaPercent");

    private static int YearBasis(CaseInput input) => (int)input.NumberOr(360m, "yearBasis");

    private static CaseAnswer PeriodRate(CaseInput input)
    {
        var rate = RateConversion.OfDays(Tea(input), input.Whole("days", "periodDays"), YearBasis(input));
        return CaseAnswer
            .Of(rate.Percent, "periodRatePercent", "temPercent", "tedPercent", "ratePercent")
            .And(rate.Fraction, "periodRate", "rate");
    }

    private static CaseAnswer Late(CaseInput input)
    {
        var overdue = input.Money("overdueInstallment", "installment", "overdue", "overdueAmount", "principal", "base");
        var moratory = input.PercentOr(0m, "moratoryTeaPercent", "moratoryPercent", "teaMoratoryPercent", "moraTeaPercent");
        var late = LateInterest.On(
            overdue,
            Tea(input),
            moratory,
            input.Whole("daysLate", "days", "lateDays", "daysOverdue"),
            YearBasis(input)
        );
        return CaseAnswer
            .Of(late.Compensatory.Soles, "compensatory", "compensatoryInterest")
            .And(late.Moratory.Soles, "moratory", "moratoryInterest")
            .And(late.Total.Soles, "totalInterest", "interest")
            .And((input.MoneyOr(overdue.Soles, "installment") + late.Total).Soles, "total", "totalDue", "totalPayable");
    }

    private static CaseAnswer PartialPeriod(CaseInput input)
    {
        var period =
            input.Has("periodRate") ? new Rate(input.Number("periodRate"))
            : input.Has("periodRatePercent") ? input.Percent("periodRatePercent")
            : new Rate(Nominal(input).Fraction / input.NumberOr(12m, "periodsPerYear"));
        var rate = RateConversion.LinearShare(period, input.Whole("days", "elapsedDays"), input.Whole("periodDays", "daysInPeriod"));
        return CaseAnswer.Of((input.Money("principal", "balance", "amount") * rate.Fraction).Soles, "interest");
    }

    private static CaseAnswer Periodic(CaseInput input)
    {
        var rate = Yield(AnnualCost.Periodic(input.Numbers("flows", "amounts")));
        return CaseAnswer.Of(rate.Fraction, "rate", "irr").And(rate.Percent, "ratePercent", "irrPercent");
    }

    private static CaseAnswer EffectiveAnnual(CaseInput input)
    {
        var basis = input.Has("flowsDays") ? (double)input.NumberOr(365m, "yearBasis") : 1;
        var flows = input
            .List("flowsDays", "flowsYears", "flows")
            .Select(flow => new CashFlow((double)Second(flow), Time(flow[0]) / basis))
            .ToArray();
        return CaseAnswer.Of(Yield(flows).Percent, "ratePercent", "aprPercent").And(Yield(flows).Fraction, "rate");
    }

    private static decimal Second(JsonElement flow) => flow[1].GetDecimal();

    // A third of a year cannot be written in decimals: sources may give "4/12".
    private static double Time(JsonElement time) =>
        time.ValueKind == JsonValueKind.Number ? time.GetDouble()
        : time.GetString()!.Split('/') is [var above, var below] ? double.Parse(above, null) / double.Parse(below, null)
        : double.Parse(time.GetString()!, null);

    private static CashFlow[] Dated(CaseInput input) =>
        AnnualCost.OnDays(
            [
                .. input
                    .List("flows")
                    .Select(flow => new DatedFlow(
                        DateOnly.Parse(flow.GetProperty("date").GetString()!, null),
                        new Money(flow.GetProperty("amount").GetDecimal())
                    )),
            ],
            365
        );

    private static CaseAnswer UnitPeriod(CaseInput input)
    {
        var whole = (double)input.NumberOr(1m, "wholeUnitPeriodsToFirst");
        var fraction = (double)input.NumberOr(0m, "fractionOfUnitPeriod");
        var flows = input
            .Numbers("payments")
            .Select((payment, index) => new CashFlow(-(double)payment, whole + index, fraction))
            .Prepend(new CashFlow((double)input.Number("advance"), 0))
            .ToArray();
        var apr = AnnualCost.Actuarial(flows, input.Number("unitPeriodsPerYear")).Value;
        return CaseAnswer.Of(apr.Percent, "aprPercent").And(apr.Fraction, "apr");
    }

    private static CaseAnswer SinglePayment(CaseInput input)
    {
        var monthly = input.Has("monthlyCostPercent", "monthlyRatePercent", "temPercent")
            ? input.Percent("monthlyCostPercent", "monthlyRatePercent", "temPercent")
            : new Rate((input.Number("payment", "totalPaid", "total") / input.Number("principal", "received")) - 1m);
        var tcea = RateConversion.Compound(monthly, 12);
        return CaseAnswer.Of(tcea.Percent, "tceaPercent").And(tcea.Fraction, "tcea").And(monthly.Percent, "monthlyCostPercent");
    }

    private static CaseAnswer Payroll(CaseInput input)
    {
        var payslip = new Payslip(
            input.Money("gross"),
            input.Money("legalDiscounts"),
            input.MoneyOr(0m, "judicial"),
            input.MoneyOr(0m, "otherFinancial", "voluntary")
        );
        var floor = PayrollFloor.Of(payslip, new Rate(0.5m));
        return CaseAnswer
            .Of(floor.NetBeforeVoluntary.Soles, "netBeforeVoluntary")
            .And(floor.Floor.Soles, "floor")
            .And(floor.AvailableForVoluntary.Soles, "availableForVoluntary")
            .And(floor.AlreadyUsed.Soles, "alreadyUsed")
            .And(floor.MaxNewInstalment.Soles, "maxNewInstallment")
            .And(floor.Accept(input.Money("newInstallment")).IsSuccess ? 1m : 0m, "accepted");
    }

    // Spreadsheets answer with the root nearest to zero where there are several; a contract would be refused.
    private static Rate Yield(CashFlow[] flows)
    {
        var only = AnnualCost.OfYears(flows);
        return only.IsSuccess ? only.Value : AnnualCost.NearestToZero(flows).Value;
    }
}
