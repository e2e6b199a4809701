using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>A loan of S/ 8,000 over 24 months at 24 %, due on the 5th, its money received on 20 November 2026.</summary>
internal static class SampleLoan
{
    internal static readonly WorkingCalendar Calendar = new(HolidayTable.Shipped());
    internal static readonly DateOnly Disbursed = new(2026, 11, 20);

    internal static readonly AgreedTerms Terms = new()
    {
        Amount = new Money(8_000m),
        Tea = Rate.FromPercent(24m),
        MoratoryTea = Rate.FromPercent(5m),
        Disbursed = Disbursed,
        Instalments = 24,
        FirstDue = new(2027, 1, 5),
        DayOfMonth = 5,
        Insurance = new(InsuranceMethod.OpeningBalance, new Rate(0.001m)),
        Allocation = new(
            [
                DueComponent.Moratory,
                DueComponent.Compensatory,
                DueComponent.Interest,
                DueComponent.Insurance,
                DueComponent.Charge,
                DueComponent.Principal,
            ],
            OldestFirst: true
        ),
    };

    internal static LoanChange Opened(AgreedTerms? terms = null)
    {
        var agreed = terms ?? Terms;
        var plan = CreditQuote.For(agreed.ToEngine(), Calendar).Value.Schedule;
        return LoanRules.Open(new Loan("loan-1", "member-1", "request-1", "CONSUMO", agreed, plan), "order-1");
    }

    internal static LoanPayment Paid(DateOnly on, Money amount, string reference = "pay-1") =>
        new(on, amount, PostingKind.OwnPayment, "gateway", reference);
}
