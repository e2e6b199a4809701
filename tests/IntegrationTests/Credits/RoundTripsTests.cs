using System.Text;
using Serverless.App.Credits.Offers;
using Serverless.IntegrationTests.Identity;

namespace Serverless.IntegrationTests.Credits;

/// <summary>What each step of a sitting costs in calls to the storage service; docs/app-developers.md shows the same table.</summary>
public sealed class RoundTripsTests
{
    /// <summary>What the relay clears away behind an answer may be counted with the next step.</summary>
    private const int Behind = 2;

    private static readonly (string Step, int Most)[] Table =
    [
        ("list offers", 3),
        ("view offer", 3),
        ("simulate", 1),
        ("take offer", 8),
        ("submit", 7),
        ("check", 10),
        ("accept terms", 20),
        ("read contract", 1),
        ("ask for the code", 7),
        ("sign", 14),
        ("note the signature", 4),
        ("order at the bank", 15),
        ("bank has paid", 3),
        ("open the loan", 14),
        ("statement", 2),
    ];

    [Fact]
    public async Task D17_steps_of_a_sitting_cost_no_more_storage_calls_than_documented()
    {
        await using var town = await CreditTown.OpenAsync();
        var counts = new List<(string Step, int Calls)>();
        async Task<T> CountedAsync<T>(string step, Func<Task<T>> act)
        {
            var before = town.StorageCalls;
            var result = await act();
            counts.Add((step, town.StorageCalls - before));
            return result;
        }

        async Task<int> WorkedOffAsync()
        {
            await town.EventsAsync();
            return 0;
        }

        await OfferAsync(town);
        var offers = await CountedAsync("list offers", () => town.AskAsync("GET", "offers"));
        var offer = offers.Json[0].GetProperty("offerId").GetString();
        await CountedAsync("view offer", () => town.AskAsync("GET", $"offers/{offer}"));
        await CountedAsync("simulate", () => town.AskAsync("POST", "simulations", CreditTown.Wish()));
        var wish = $$"""{"amountCentimos":800000,"instalments":24,"cci":"{{CreditTown.Cci}}"}""";
        var taken = await CountedAsync("take offer", () => town.AskAsync("POST", $"offers/{offer}/accept", wish));
        var id = taken.Text("requestId");
        await CountedAsync("submit", () => town.AskAsync("POST", $"requests/{id}/submit"));
        await CountedAsync("check", WorkedOffAsync);
        var request = await town.AskAsync("GET", $"requests/{id}");
        await town.SeeFaceAsync(request.Json.GetProperty("confirmation"));
        var accepted = await CountedAsync("accept terms", () => town.AcceptAsync(request));
        var path = $"../contracts/documents/{accepted.Text("documentId")}";
        var contract = await CountedAsync("read contract", () => town.Phone.AskAsync("GET", path));
        var act = contract.Json.GetProperty("confirmation").GetRawText();
        var asked = await CountedAsync("ask for the code", () => town.Phone.AskAsync("POST", "challenges", act));
        var signature = await town.SignatureAsync(asked);
        await CountedAsync("sign", () => town.Phone.AskAsync("POST", $"{path}/sign", signature));
        await CountedAsync("note the signature", WorkedOffAsync);
        await CountedAsync("order at the bank", () => town.LookAsync(id, known: 1));
        await CountedAsync("bank has paid", () => town.BankPaysAsync(id));
        await CountedAsync("open the loan", () => town.LookAsync(id, known: 1));
        var loanId = (await town.RequestAsync(id)).LoanId;
        await CountedAsync("statement", () => town.AskAsync("GET", $"loans/{loanId}/statement"));

        Assert.All(
            Table.Zip(counts),
            pair =>
                Assert.True(
                    pair.First.Step == pair.Second.Step && pair.Second.Calls <= pair.First.Most + Behind,
                    $"{pair.First} but {pair.Second}"
                )
        );
        Assert.Equal(Table.Length, counts.Count);
    }

    private static async Task OfferAsync(CreditTown town)
    {
        var line = $"{IdentityApp.KnownDni},CONSUMO,1000000,36,2026-12-20,buen-pagador\n";
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(line));
        var imported = await town.Service<ImportOffers>().ImportAsync("campaign", file, default);
        Assert.Equal(1, imported.Published);
    }
}
