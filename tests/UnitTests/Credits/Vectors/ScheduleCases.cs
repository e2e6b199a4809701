using Serverless.App.Credits.Prepayment;
using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Vectors;

/// <summary>Published cases about instalments and schedules.</summary>
internal static class ScheduleCases
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    public static CaseAnswer? Answer(string kind, CaseInput input) =>
        kind switch
        {
            "french_installment"
            or "french_installment_nominal"
            or "schedule_unrounded_view"
            or "total_interest_by_modality"
            or "schedule_row_rounded"
            or "level_installment_row_rounded"
            or "schedule_with_desgravamen" => Rows(ScheduleOf(kind, input), input),
            "sinking_fund_payment" => SinkingFund(input),
            "installment_from_factor_sum" => FactorSum(input),
            "second_disbursement_reprices" => Second(input),
            "payoff_amount" => PayoffOf(input),
            "tcea_equals_tea" => Tcea(input),
            _ => null,
        };

    public static Schedule ScheduleOf(string kind, CaseInput input)
    {
        var rates = PeriodRates(input);
        var insurance = input.PercentOr(
            0m,
            "desgravamenPercent",
            "desgravamenMonthlyPercent",
            "insurancePercent",
            "monthlyInsurancePercent"
        );
        var plan = RepaymentPlan.Of(Principal(input), Start, DueCalendar.Monthly(Start.AddMonths(1)), rates, insurance) with
        {
            Insurance = new Insurance(InsuranceMethod.OpeningBalance, insurance),
            Rounding = Rounding(kind, input),
            Modality = ModalityOf(input.Text("modality")),
            Grace = GraceOf(input),
            ChargePerInstalment = input.MoneyOr(0m, "chargePerInstallment", "portes", "monthlyCharge"),
        };
        return Amortisation.Of(plan);
    }

    private static Money Principal(CaseInput input) => input.Money("principal", "amount", "disbursement");

    private static Rate[] PeriodRates(CaseInput input)
    {
        if (input.Has("periodRates"))
        {
            return [.. input.Numbers("periodRates").Select(rate => new Rate(rate))];
        }

        var rate =
            input.Has("periodRate") ? new Rate(input.Number("periodRate"))
            : input.Has("periodRatePercent", "temPercent") ? input.Percent("periodRatePercent", "temPercent")
            : input.Has("nominalPercent") ? new Rate(input.Percent("nominalPercent").Fraction / input.NumberOr(12m, "periodsPerYear"))
            : RateConversion.OfDays(
                input.Percent("teaPercent"),
                (int)input.NumberOr(30m, "periodDays"),
                (int)input.NumberOr(360m, "yearBasis")
            );
        return [.. Enumerable.Repeat(rate, input.Whole("periods", "installments", "n"))];
    }

    private static ScheduleRounding Rounding(string kind, CaseInput input)
    {
        var words = input.Text("rowRounding", "rounding");
        if (words is null)
        {
            return kind.Contains("row_rounded", StringComparison.Ordinal) ? ScheduleRounding.Centimo : ScheduleRounding.None;
        }

        var mode = words.Contains("half-even", StringComparison.Ordinal) ? RoundingMode.HalfEven : RoundingMode.HalfUp;
        var step = words.Contains("0 decimals", StringComparison.Ordinal) ? 1m : 0.01m;
        return new(new(step, mode), new(step, mode));
    }

    private static Modality ModalityOf(string? name) =>
        name switch
        {
            null or "constant" or "level" or "french" => Modality.LevelInstalment,
            "decreasing" or "equal principal" or "german" => Modality.EqualPrincipal,
            "growing" or "increasing" or "crescent" or "sum of digits" => Modality.GrowingPrincipal,
            "bullet" or "american" or "single" or "interest only" or "interest_only" => Modality.Bullet,
            _ => throw new KeyNotFoundException($"Unknown modality {name}"),
        };

    private static Grace GraceOf(CaseInput input)
    {
        var months = (int)input.NumberOr(0m, "graceMonths", "gracePeriods");
        var kind = input.Text("graceType", "grace", "graceKind")?.ToUpperInvariant();
        return months == 0 ? Grace.None : new Grace(kind == "PARTIAL" ? GraceKind.Partial : GraceKind.Total, months);
    }

    private static CaseAnswer Rows(Schedule schedule, CaseInput input)
    {
        var level = schedule.LevelInstalment.Soles;
        if (input.Text("due") is "begin" or "beginning" or "start")
        {
            level /= 1m + PeriodRates(input)[0].Fraction;
        }

        var answer = CaseAnswer
            .Of(level, "installment", "emi", "payment")
            .And(schedule.TotalPaid.Soles, "totalPaid", "totalDue", "total")
            .And(schedule.TotalInterest.Soles, "totalInterest")
            .And(schedule.TotalInsurance.Soles, "totalInsurance", "totalDesgravamen");
        foreach (var row in schedule.Rows)
        {
            answer.Rows.Add(
                CaseAnswer
                    .Of(row.Number, "n")
                    .And(row.Instalment.Soles, "due", "installment", "total", "payment", "totalInstallment")
                    .And(row.Interest.Soles, "interest")
                    .And(row.Insurance.Soles, "insurance", "desgravamen")
                    .And(row.Principal.Soles, "principal")
                    .And((row.Principal + row.Interest).Soles, "plainInstallment", "installmentWithoutInsurance")
                    .And(row.Opening.Soles, "openingBalance")
                    .And(row.Closing.Soles, "closingBalance", "balance")
            );
        }

        return answer;
    }

    private static CaseAnswer SinkingFund(CaseInput input)
    {
        var rates = PeriodRates(input);
        var payment = LevelInstalments.ToAccumulate(
            input.Number("target", "futureValue", "principal"),
            [.. rates.Select(rate => rate.Fraction)]
        );
        var begin = input.Text("due") is "begin" or "beginning" or "start";
        return CaseAnswer.Of(begin ? payment / (1m + rates[0].Fraction) : payment, "payment", "installment");
    }

    private static CaseAnswer FactorSum(CaseInput input)
    {
        if (input.Has("factorSum"))
        {
            return CaseAnswer.Of(Principal(input).Soles / input.Number("factorSum"), "installment");
        }

        if (input.Has("factors", "discountFactors"))
        {
            return CaseAnswer.Of(Principal(input).Soles / input.Numbers("factors", "discountFactors").Sum(), "installment");
        }

        var growth = DailyGrowth.At(input.Percent("teaPercent"), (int)input.NumberOr(360m, "yearBasis"));
        var days = input.Numbers("days", "daysFromDisbursement", "cumulativeDays").Select(day => (int)day).ToArray();
        var rates = days.Select((day, i) => growth.RateOf(day - (i == 0 ? 0 : days[i - 1]))).ToArray();
        return CaseAnswer.Of(LevelInstalments.Of(Principal(input).Soles, rates), "installment");
    }

    private static CaseAnswer PayoffOf(CaseInput input)
    {
        var published = CreditCases.Find("cases", input.Text("schedule")!);
        var schedule = ScheduleOf(published.GetProperty("kind").GetString()!, new CaseInput(published.GetProperty("inputs")));
        var words = input.Text("accrual") ?? "";
        var accrual =
            words.Contains("payoff date", StringComparison.Ordinal) || words.Contains("to date", StringComparison.Ordinal)
                ? Accrual.Proportional
                : Accrual.WholePeriod;
        var payoff = Payoff.On(new(Terms(schedule), schedule, input.Whole("paidInstallments")), input.Date("payoffDate"), accrual).Value;
        return CaseAnswer.Of(payoff.Principal.Soles, "principal").And(payoff.Interest.Soles, "interest").And(payoff.Total.Soles, "total");
    }

    private static CaseAnswer Second(CaseInput input)
    {
        var first = ScheduleOf("schedule_row_rounded", input);
        var paid = (int)input.NumberOr(0m, "paidInstallments");
        var date = input.Has("secondDate", "secondDisbursementDate", "date")
            ? input.Date("secondDate", "secondDisbursementDate", "date")
            : first.AccruesFrom(paid);
        var plan = SecondDisbursement.Plan(
            new LoanPosition(Terms(first), first, paid),
            date,
            input.Money("secondDisbursement", "secondAmount", "additional"),
            Accrual.Proportional
        );
        return Rows(Amortisation.Of(plan with { Rounding = Rounding("schedule_row_rounded", input) }), input);
    }

    private static CreditTerms Terms(Schedule schedule) =>
        new()
        {
            Amount = schedule.Principal,
            Tea = Rate.Zero,
            Disbursed = Start,
            Instalments = schedule.Rows.Length,
            Calendar = DueCalendar.Monthly(Start.AddMonths(1)),
        };

    private static CaseAnswer Tcea(CaseInput input)
    {
        var terms = new CreditTerms
        {
            Amount = Principal(input),
            Tea = input.Percent("teaPercent"),
            Disbursed = Start,
            Instalments = input.Whole("periods"),
            Calendar = DueCalendar.Every(input.Whole("periodDays")),
            Insurance = new(InsuranceMethod.OpeningBalance, input.PercentOr(0m, "desgravamenPercent")),
            UpfrontCharges = input.MoneyOr(0m, "charges"),
            Rounding = ScheduleRounding.None,
        };
        return CaseAnswer.Of(CreditQuote.For(terms, new WorkingCalendar([])).Value.Tcea.Percent, "tceaPercent");
    }
}
