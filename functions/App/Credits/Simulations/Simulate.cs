using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Caps;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Simulations;

/// <summary>
/// Works out what a credit would cost (row D30), for members and for anybody. It reads nothing but the tables in memory and
/// stores nothing; a product above the cap of the day is refused.
/// </summary>
internal sealed class Simulate(CreditTablesInForce tables, WorkingCalendar calendar, TimeProvider time)
{
    private const int MostComparisons = 6;
    private const int MostDebts = 10;
    private static readonly RateLimitPolicy Limit = new("credits-simulations", 60, TimeSpan.FromMinutes(1));
    private readonly GivenAnswers _given = new();

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/simulations", HandleAsync)
            .AllowAnonymous()
            .LimitByAddress(Limit)
            .WithSummary("Calcula la cuota, la TCEA y el cronograma de un crédito, sin compromiso.")
            .WithName("SimulateCredit");

    private static async Task<Results<WrittenOk<SimulationView>, ProblemResult>> HandleAsync(
        SimulationRequest request,
        Simulate slice,
        CancellationToken cancellation
    )
    {
        var answer = await slice.AnswerAsync(request, cancellation);
        return answer.IsSuccess ? answer.Value : answer.Error.ToProblem();
    }

    /// <summary>The answer as it is sent: the one given before, where it is the same question.</summary>
    internal async Task<Result<WrittenOk<SimulationView>>> AnswerAsync(SimulationRequest request, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var inForce = await tables.ReadAsync(cancellation);
        if (_given.Find(request, today, inForce) is { } before)
        {
            return before;
        }

        var view = View(request, inForce, today);
        if (view.Error is { } refused)
        {
            return refused;
        }

        return _given.Keep(request, today, inForce, new(view.Value, SimulationWriter.Write));
    }

    /// <summary>The credit alone, without comparisons.</summary>
    internal async Task<Result<PricedCredit>> PriceAsync(SimulationRequest request, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var inForce = await tables.ReadAsync(cancellation);
        return request.Wish().Then(wish => inForce.ProductOn(request.Product, today).Then(product => Priced(product, wish, today)));
    }

    private Result<SimulationView> View(SimulationRequest request, CreditTables inForce, DateOnly today) =>
        request.Compare?.Count > MostComparisons || request.Debts?.Count > MostDebts
            ? SimulationErrors.TooMuch
            : request
                .Wish()
                .Then(wish =>
                    inForce
                        .ProductOn(request.Product, today)
                        .Then(product => Priced(product, wish, today).Then(priced => View(request, product, wish, priced, inForce, today)))
                );

    private Result<PricedCredit> Priced(Product product, CreditWish wish, DateOnly day) => PricedCredit.Of(product, wish, day, calendar);

    private Result<SimulationView> View(
        SimulationRequest request,
        Product product,
        CreditWish wish,
        PricedCredit priced,
        CreditTables inForce,
        DateOnly day
    )
    {
        var purchase = DebtPurchase(request, priced);
        return purchase.Error is { } refused
            ? refused
            : new SimulationView(
                priced.Sheet,
                new ScheduleView(priced.Quote.Schedule),
                CapView.Of(inForce.Caps.At(product.Row.Regime, day).Value),
                request.Payslip is { } payslip ? Fit(payslip, product, wish, priced, day) : null,
                [
                    .. (request.Compare ?? [])
                        .Select(term => Compare(product, wish with { Instalments = term }, day))
                        .OfType<ComparisonView>(),
                ],
                purchase.Value.View
            );
    }

    /// <summary>A term that the product does not have is left out.</summary>
    private ComparisonView? Compare(Product product, CreditWish wish, DateOnly day) =>
        Priced(product, wish, day) is { IsSuccess: true, Value.Sheet: var sheet }
            ? new ComparisonView(sheet.Instalments, sheet.InstalmentCentimos, sheet.TceaPercent, sheet.TotalPaidCentimos, sheet.LastDue)
            : null;

    private FitView Fit(PayslipFigures payslip, Product product, CreditWish wish, PricedCredit priced, DateOnly day)
    {
        var floor = PayrollFloor.Of(payslip.ToPayslip(), product.Kept);
        var fits = floor.Accept(CreditSheet.Highest(priced.Quote.Schedule)).IsSuccess;
        var other = fits ? null : Affordability.Of(product, wish, day, floor.MaxNewInstalment, lastDue: null, calendar);
        return new(fits, floor.MaxNewInstalment.Centimos, other?.LargestAmount?.Centimos, other?.ShortestTerm);
    }

    private static Result<WhatIf> DebtPurchase(SimulationRequest request, PricedCredit priced)
    {
        if (request.Debts is not { Count: > 0 } debts)
        {
            return new WhatIf(null);
        }

        if (debts.Any(debt => debt is not { BalanceCentimos: > 0, InstalmentCentimos: >= 0, InstalmentsLeft: >= 0 and <= 600 }))
        {
            return CreditErrors.AmountInvalid;
        }

        var sheet = priced.Sheet;
        var bought = debts.Sum(debt => debt.BalanceCentimos);
        var monthly = debts.Sum(debt => debt.InstalmentCentimos);
        return bought > sheet.ReceivedCentimos
            ? SimulationErrors.DebtsAboveAmount.With("amount", Money.FromCentimos(sheet.ReceivedCentimos).ToString())
            : new WhatIf(
                new DebtPurchaseView(
                    bought,
                    sheet.ReceivedCentimos - bought,
                    monthly,
                    monthly - sheet.InstalmentCentimos,
                    debts.Sum(debt => debt.InstalmentCentimos * debt.InstalmentsLeft),
                    sheet.TotalPaidCentimos - (sheet.ReceivedCentimos - bought)
                )
            );
    }

    private readonly record struct WhatIf(DebtPurchaseView? View);
}

/// <summary>A credit worked out: terms, quote, and the sheet made of both.</summary>
internal sealed record PricedCredit(Loans.AgreedTerms Terms, CreditQuote Quote, CreditSheet Sheet)
{
    /// <returns>The credit, or what product or engine refuse.</returns>
    internal static Result<PricedCredit> Of(Product product, CreditWish wish, DateOnly day, WorkingCalendar calendar) =>
        product.Terms(wish, day).Then(terms => Of(product, terms, calendar));

    /// <summary>The same of terms that were agreed before.</summary>
    internal static Result<PricedCredit> Of(Product product, Loans.AgreedTerms terms, WorkingCalendar calendar) =>
        CreditQuote
            .For(terms.ToEngine(), calendar)
            .Then<PricedCredit>(quote => new PricedCredit(terms, quote, CreditSheet.Of(product, terms, quote)));
}

/// <summary>What a simulation refuses besides what product and engine do.</summary>
internal static class SimulationErrors
{
    internal static readonly Error TooMuch = Error.Invalid("credits.simulation-too-much");

    /// <summary>The debts that should be bought are more than the credit.</summary>
    internal static readonly Error DebtsAboveAmount = Error.Unprocessable("credits.debts-above-amount");
}
