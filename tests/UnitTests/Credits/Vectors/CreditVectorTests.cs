using System.Text.Json;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Vectors;

/// <summary>D30: every published worked example, within its printed tolerance.</summary>
public sealed class CreditVectorTests
{
    public static TheoryData<string> Published => CreditCases.Ids("cases");

    public static TheoryData<string> Derived => CreditCases.Ids("derived");

    [Theory]
    [MemberData(nameof(Published))]
    public void D30_published_case_holds(string id) => Check(CreditCases.Find("cases", id));

    [Theory]
    [MemberData(nameof(Derived))]
    public void D30_derived_case_holds(string id) => Check(CreditCases.Find("derived", id));

    private static void Check(JsonElement published)
    {
        var kind = published.GetProperty("kind").GetString()!;
        var input = new CaseInput(published.GetProperty("inputs"));
        if (kind == "invariant")
        {
            // ScheduleInvariantTests hold it over random credits.
            return;
        }

        var answer =
            RateCases.Answer(kind, input) ?? ScheduleCases.Answer(kind, input) ?? Fund(kind, input) ?? throw new KeyNotFoundException(kind);

        var tolerance = published.TryGetProperty("tolerance", out var allowed) ? allowed : default;
        answer.AssertMeets(published.GetProperty("expected"), tolerance);
    }

    private static CaseAnswer? Fund(string kind, CaseInput input) =>
        kind == "monthly_contribution"
            ? CaseAnswer.Of(
                ContributionRules.Monthly(input.Money("uit"), input.Percent("percent"), RoundingPolicy.Centimo).Soles,
                "contribution"
            )
            : null;
}
