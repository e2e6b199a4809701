using System.Text.Json.Nodes;

namespace Serverless.UnitTests.Architecture;

public sealed class RoutePairingTests
{
    private static readonly Dictionary<string, JsonObject> Functions = new(StringComparer.Ordinal)
    {
        ["fund-http"] = Binding("""{ "type": "httpTrigger", "route": "v1/fund/{*path}" }"""),
        ["fund-queue"] = Binding("""{ "type": "queueTrigger", "queueName": "fund" }"""),
    };

    [Fact]
    public void Fitting_pair_is_accepted() => Assert.Empty(RoutePairing.Problems(Functions, ["api/v1/fund/me"], ["fund-queue"]));

    [Theory]
    [InlineData("api/v1/credits/me", "fund-queue", "api/v1/credits/me is served by 0 HTTP functions: ")]
    [InlineData("api/v1/credits/me", "fund-queue", "fund-http claims api/v1/fund/, where no endpoint is")]
    [InlineData("api/v1/fund/me", "other-queue", "fund-queue has a function.json and no endpoint")]
    [InlineData("api/v1/fund/me", "other-queue", "other-queue has an endpoint and no function.json")]
    public void Gap_is_named(string route, string handler, string problem) =>
        Assert.Contains(problem, RoutePairing.Problems(Functions, [route], [handler]));

    [Fact]
    public void Two_endpoints_for_one_function_are_named() =>
        Assert.Contains("fund-queue has 2 endpoints", RoutePairing.Problems(Functions, ["api/v1/fund/me"], ["fund-queue", "fund-queue"]));

    private static JsonObject Binding(string json) => JsonNode.Parse(json)!.AsObject();
}
