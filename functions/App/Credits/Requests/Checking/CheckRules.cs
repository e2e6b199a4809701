using System.Collections.Immutable;
using System.Globalization;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Schedules;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Checking;

/// <summary>
/// The automated decision on a request (PRECHECK of domain.md §5.1): every rule that fails is named with what would have passed, so that
/// a refusal is an explanation (Law 29733, DS 016-2024-JUS).
/// </summary>
internal static class CheckRules
{
    /// <summary>The step that follows: declined with reasons, to a person, or preapproved.</summary>
    internal static Result<RequestWalk> Judge(
        CreditRequest request,
        Product product,
        PricedCredit priced,
        CheckFacts facts,
        WorkingCalendar calendar,
        DateTimeOffset now
    )
    {
        var reasons = Reasons(product, request.Wish, priced, facts, calendar, LimaTime.DateOf(now)).ToImmutableArray();
        var step =
            !reasons.IsEmpty ? RequestStep.Decline
            : facts.Bureau is null ? RequestStep.Refer
            : RequestStep.Preapprove;
        ImmutableArray<DeclineReason> told = step == RequestStep.Refer ? [new DeclineReason(DeclineCodes.NoHistory)] : reasons;
        return RequestWalk
            .From(request, RequestWalk.System, now)
            .Step(step, told.IsEmpty ? null : told[0].Code)
            .Then<RequestWalk>(walk =>
                walk.With(after => after with { Reasons = told, Ugel = facts.Ugel, Capacity = facts.Capacity(product.Kept) })
            );
    }

    /// <summary>Payroll or bureau did not answer in time: a person looks at it.</summary>
    internal static Result<RequestWalk> Unanswered(CreditRequest request, DateTimeOffset now) =>
        RequestWalk
            .From(request, RequestWalk.System, now)
            .Step(RequestStep.Refer, DeclineCodes.Unanswered)
            .Then<RequestWalk>(walk => walk.With(after => after with { Reasons = [new DeclineReason(DeclineCodes.Unanswered)] }));

    private static IEnumerable<DeclineReason> Reasons(
        Product product,
        CreditWish wish,
        PricedCredit priced,
        CheckFacts facts,
        WorkingCalendar calendar,
        DateOnly today
    )
    {
        if (!product.Row.Kinds.Contains(facts.Kind))
        {
            yield return Reason(DeclineCodes.Kind);
        }

        if (facts.InArrears)
        {
            yield return Reason(DeclineCodes.Arrears);
        }

        if (facts.Bureau?.Class > product.Row.WorstClass)
        {
            yield return Reason(DeclineCodes.Bureau);
        }

        if (facts.Payroll is not { } payroll)
        {
            yield return Reason(DeclineCodes.UnknownToPayroll);
            yield break;
        }

        var oldest = new DateOnly(today.Year, today.Month, 1).AddMonths(-product.Row.PayslipMonths);
        if (payroll.Period < oldest)
        {
            yield return Reason(DeclineCodes.OldPayslip, ("months", Text(product.Row.PayslipMonths)));
        }

        var lastDue = priced.Quote.Schedule.Rows[^1].Due;
        var oldestDay = payroll.BirthDate.AddYears(product.Row.AgeLimit);
        if (lastDue > oldestDay)
        {
            yield return Reason(DeclineCodes.Age, ("age", Text(product.Row.AgeLimit)));
        }

        var capacity = facts.Capacity(product.Kept);
        if (payroll.ContractEnd is { } end && lastDue > end)
        {
            yield return ContractEnd(product, wish, capacity, end, today, calendar);
        }
        else if (CreditSheet.Highest(priced.Quote.Schedule) > capacity)
        {
            yield return PayrollFloor(product, wish, capacity, payroll.ContractEnd, today, calendar);
        }
    }

    private static DeclineReason PayrollFloor(
        Product product,
        CreditWish wish,
        Money capacity,
        DateOnly? lastDue,
        DateOnly today,
        WorkingCalendar calendar
    )
    {
        var other = Affordability.Of(product, wish, today, capacity, lastDue, calendar);
        return Reason(
            DeclineCodes.PayrollFloor,
            ("capacity", capacity.ToString()),
            ("amount", other.LargestAmount?.ToString() ?? "ningún monto"),
            ("term", other.ShortestTerm is { } term ? Text(term) : "ningún plazo de")
        );
    }

    /// <summary>The longest term that ends in time, and the most that fits in it.</summary>
    private static DeclineReason ContractEnd(
        Product product,
        CreditWish wish,
        Money capacity,
        DateOnly end,
        DateOnly today,
        WorkingCalendar calendar
    )
    {
        var term = wish.Instalments;
        while (term >= product.Row.MinInstalments && LastDue(product, wish with { Instalments = term }, today) > end)
        {
            term--;
        }

        var fits = term >= product.Row.MinInstalments;
        var other = fits ? Affordability.Of(product, wish with { Instalments = term }, today, capacity, end, calendar) : null;
        return Reason(
            DeclineCodes.ContractEnd,
            ("end", end.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ("term", fits ? Text(term) : "ninguna"),
            ("amount", other?.LargestAmount?.ToString() ?? "ningún monto")
        );
    }

    private static DateOnly LastDue(Product product, CreditWish wish, DateOnly today) =>
        product.Terms(wish, today) is { IsSuccess: true, Value: var terms }
            ? DueCalendar.Monthly(terms.FirstDue, terms.DayOfMonth).Due(today, terms.Instalments - 1)
            : DateOnly.MaxValue;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static DeclineReason Reason(string code, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in arguments)
        {
            values[name] = value;
        }

        return new DeclineReason(code) { Arguments = values.ToImmutable() };
    }
}
