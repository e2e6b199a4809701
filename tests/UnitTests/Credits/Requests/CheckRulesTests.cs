using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Requests.Checking;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Requests;

public sealed class CheckRulesTests
{
    private static readonly CheckFacts Good = SampleRequest.Facts;

    [Fact]
    public void D17_teacher_with_room_on_the_payslip_is_preapproved()
    {
        var judged = SampleRequest.Judge(SampleRequest.Checking(), Good).Value.Request;

        Assert.Equal((RequestStatus.Preapproved, new Money(1_200m), "UGEL-01"), (judged.Status, judged.Capacity, judged.Ugel));
        Assert.Empty(judged.Reasons);
    }

    public static TheoryData<string> Refusals => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Each_rule_refuses_with_its_own_reason(string code)
    {
        var judged = SampleRequest.Judge(SampleRequest.Checking(), Bad[code](Good)).Value.Request;

        Assert.Equal(RequestStatus.Declined, judged.Status);
        Assert.Equal(code, Assert.Single(judged.Reasons).Code);
    }

    private static readonly Dictionary<string, Func<CheckFacts, CheckFacts>> Bad = new()
    {
        [DeclineCodes.Kind] = facts => facts with { Kind = "auxiliar" },
        [DeclineCodes.Arrears] = facts => facts with { InArrears = true },
        [DeclineCodes.Bureau] = facts => facts with { Bureau = new BureauFacts(2) },
        [DeclineCodes.UnknownToPayroll] = facts => facts with { Payroll = null },
        [DeclineCodes.OldPayslip] = facts => facts with { Payroll = facts.Payroll! with { Period = new DateOnly(2026, 7, 1) } },
        [DeclineCodes.Age] = facts => facts with { Payroll = facts.Payroll! with { BirthDate = new DateOnly(1953, 11, 21) } },
        [DeclineCodes.PayrollFloor] = facts => facts with { NotYetOnPayslip = new Money(900m) },
        [DeclineCodes.ContractEnd] = facts => facts with { Payroll = facts.Payroll! with { ContractEnd = new DateOnly(2027, 12, 31) } },
    };

    [Theory]
    [InlineData("2026-08-01", true)]
    [InlineData("2026-07-01", false)]
    public void Payslip_may_be_as_old_as_the_product_says(string period, bool accepted)
    {
        var facts = Good with { Payroll = Good.Payroll! with { Period = DateOnly.Parse(period, null) } };

        Assert.Equal(accepted, SampleRequest.Judge(SampleRequest.Checking(), facts).Value.Request.Status == RequestStatus.Preapproved);
    }

    [Fact]
    public void Contratado_is_told_how_many_months_and_how_much_would_fit_before_the_contract_ends()
    {
        var end = new DateOnly(2027, 12, 31);
        var facts = Good with { Kind = "contratado", Payroll = Good.Payroll! with { ContractEnd = end } };

        var reason = SampleRequest.Judge(SampleRequest.Checking(), facts).Value.Request.Reasons.Single();

        Assert.Equal((DeclineCodes.ContractEnd, "31/12/2027", "13"), (reason.Code, reason.Arguments["end"], reason.Arguments["term"]));
        var fitting = SampleRequest.Simulated(8_000m, 13);
        Assert.Equal(new Money(8_000m).ToString(), reason.Arguments["amount"]);
        Assert.True(SampleRequest.Price(fitting).Quote.Schedule.Rows[^1].Due <= end);
        Assert.True(SampleRequest.Price(SampleRequest.Simulated(8_000m, 14)).Quote.Schedule.Rows[^1].Due > end);
    }

    [Fact]
    public void Payroll_floor_refusal_names_what_fits()
    {
        var facts = Good with { NotYetOnPayslip = new Money(900m) };

        var reason = SampleRequest.Judge(SampleRequest.Checking(), facts).Value.Request.Reasons.Single();

        Assert.Equal(new Money(300m).ToString(), reason.Arguments["capacity"]);
        var term = int.Parse(reason.Arguments["term"], null);
        Assert.True(CreditSheet.Highest(SampleRequest.Price(SampleRequest.Simulated(8_000m, term)).Quote.Schedule) <= new Money(300m));
    }

    [Fact]
    public void Top_up_counts_what_the_old_loan_takes_from_the_payslip_as_free()
    {
        var facts = Good with { Relief = new Money(200m) };

        Assert.Equal(new Money(1_400m), facts.Capacity(new Rate(0.5m)));
    }

    [Fact]
    public void Person_without_history_goes_to_a_person_unless_a_rule_refuses()
    {
        var referred = SampleRequest.Judge(SampleRequest.Checking(), Good with { Bureau = null }).Value.Request;
        var refused = SampleRequest.Judge(SampleRequest.Checking(), Good with { Bureau = null, InArrears = true }).Value.Request;

        Assert.Equal((RequestStatus.Review, DeclineCodes.NoHistory), (referred.Status, referred.Reasons.Single().Code));
        Assert.Equal(RequestStatus.Declined, refused.Status);
    }

    [Fact]
    public void All_rules_that_fail_are_named()
    {
        var judged = SampleRequest
            .Judge(SampleRequest.Checking(), Good with { InArrears = true, Bureau = new BureauFacts(4) })
            .Value.Request;

        Assert.Equal([DeclineCodes.Arrears, DeclineCodes.Bureau], judged.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Silence_of_payroll_and_bureau_brings_a_person()
    {
        var walked = CheckRules.Unanswered(SampleRequest.Checking(), SampleRequest.Now).Value;

        Assert.Equal((RequestStatus.Review, DeclineCodes.Unanswered), (walked.Request.Status, walked.Moves.Single().Reason));
    }
}
