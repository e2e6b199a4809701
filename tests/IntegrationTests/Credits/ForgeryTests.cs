using System.Text;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Credits;

/// <summary>Attempts on somebody's credit are refused and stand in the event chains.</summary>
public sealed class ForgeryTests
{
    [Fact]
    public async Task D17_another_amount_after_the_signature_is_refused_and_stands_in_the_chain_once()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = await town.SignedAsync();
        var larger = await town.AskAsync("POST", "requests", CreditTown.Wish(900_000));
        var body = $$"""{"termsHash":"{{larger.Text("termsHash")}}"}""";

        var refused = await town.AskAsync("POST", $"requests/{id}/accept", body);
        await town.AskAsync("POST", $"requests/{id}/accept", body);

        Assert.Equal((409, "credits.request-step-not-allowed"), (refused.Status, refused.Code));
        var noted = Assert.Single(await FoundAsync(town, "credits.request-refused"));
        Assert.Contains(id, noted, StringComparison.Ordinal);
        Assert.Contains("credits.request-step-not-allowed", noted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_of_an_ended_session_is_refused_and_stands_in_the_chain_of_the_session_once()
    {
        await using var town = await CreditTown.OpenAsync();
        var request = await town.CheckedAsync();
        var path = $"requests/{request.Text("requestId")}/withdraw";
        await town.Phone.AskAsync("DELETE", "sessions/current");

        var refused = await town.AskAsync("POST", path);
        await town.AskAsync("POST", path);

        Assert.Equal((401, "identity.session-ended"), (refused.Status, refused.Code));
        Assert.Contains(
            "credits.withdraw-request",
            Assert.Single(await FoundAsync(town, "identity.ended-session-shown")),
            StringComparison.Ordinal
        );
    }

    /// <summary>Data of the events of a type, wherever they stand.</summary>
    private static async Task<IReadOnlyList<string>> FoundAsync(CreditTown town, string type)
    {
        var chains = town.Service<EventChains>();
        var found = new List<string>();
        await foreach (var chain in chains.StandingAsync(null, default))
        {
            var events = await chains.ReadAsync(chain.Chain, default);
            found.AddRange(events.Where(one => one.Type == type).Select(one => Encoding.UTF8.GetString(one.Data.Span)));
        }

        return found;
    }
}
