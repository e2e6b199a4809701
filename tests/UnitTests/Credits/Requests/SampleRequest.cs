using Serverless.App.Credits.Caps;
using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Requests.Checking;
using Serverless.App.Credits.Schedules;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Loans;
using Serverless.UnitTests.Credits.Products;

namespace Serverless.UnitTests.Credits.Requests;

/// <summary>A request for S/ 8,000 over 24 months on 22 November 2026, and a teacher who can pay it.</summary>
internal static class SampleRequest
{
    internal static readonly DateTimeOffset Now = SampleCatalogue.Now;
    internal static readonly DateOnly Today = SampleCatalogue.Today;
    internal const string Sha = "a1b2";

    internal static readonly PayrollFacts Payslip = new(
        new DateOnly(2026, 11, 1),
        new Payslip(new Money(3_500m), new Money(500m), Money.Zero, new Money(300m)),
        new DateOnly(1980, 5, 3),
        ContractEnd: null
    );

    internal static readonly CheckFacts Facts = new(
        "nombrado",
        "UGEL-01",
        Payslip,
        new BureauFacts(0),
        InArrears: false,
        Money.Zero,
        Money.Zero
    );

    internal static PricedCredit Price(CreditRequest request) =>
        PricedCredit.Of(SampleCatalogue.Product, request.Wish, Today, SampleLoan.Calendar).Value;

    internal static CreditRequest Simulated(decimal soles = 8_000m, int term = 24)
    {
        var wished = new CreditRequest("request-1", "member-1") { Wish = new(new Money(soles), term, Grace.None, Today.AddMonths(1)) };
        return RequestRules.Start(wished, SampleCatalogue.Product, "member", Now).Value.Request;
    }

    internal static CreditRequest Checking(decimal soles = 8_000m, int term = 24) =>
        RequestRules.Submit(Simulated(soles, term), Now).Value.Request;

    internal static Result<RequestWalk> Judge(CreditRequest request, CheckFacts facts) =>
        CheckRules.Judge(request, SampleCatalogue.Product, Price(request), facts, SampleLoan.Calendar, Now);

    internal static CreditRequest Preapproved(decimal soles = 8_000m) => Judge(Checking(soles), Facts).Value.Request;

    internal static CreditRequest Accepted(decimal soles = 8_000m)
    {
        var request = Preapproved(soles);
        return RequestRules.Accept(request, new AcceptedTerms(Price(request).Terms, "hash", "document-1", Sha), Now).Value.Request;
    }

    internal static CreditRequest Disbursing(decimal soles = 8_000m) =>
        RequestRules.Sign(Accepted(soles), Sha, Now, new Money(20_000m), Now).Value.Request;
}
