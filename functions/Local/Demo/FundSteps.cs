using System.Globalization;
using System.Text.Json;

namespace Serverless.Local.Demo;

/// <summary>What the member has saved, from the start screen to the statement.</summary>
internal static class FundSteps
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    internal static Task PlayAsync(DemoSession demo, MemberPhone phone) =>
        demo.StepAsync("Lo que tengo ahorrado", () => SavedAsync(demo, phone));

    private static async Task<string> SavedAsync(DemoSession demo, MemberPhone phone)
    {
        await demo.UntilAsync(() => AccountAsync(phone), Limit, "the first contribution is not in the account");
        var statement = (await phone.AskAsync(HttpMethod.Get, "/api/v1/fund/me/statement")).Expect(200).Json;
        var rows = statement.GetProperty("rows").EnumerateArray().ToList();
        var sum = rows.Sum(row => row.GetProperty("amountCentimos").GetInt64());
        var closing = statement.GetProperty("closingCentimos").GetInt64();
        DemoSession.Expect(sum == closing, $"the rows add up to {sum} and the statement closes with {closing}");
        var last = rows[^1].GetProperty("text").GetString();
        return string.Create(CultureInfo.InvariantCulture, $"S/ {closing / 100m:0.00} en {rows.Count} movimiento(s), el último «{last}»");
    }

    /// <summary>As the start screen has it; null while the contribution is on its way.</summary>
    private static async Task<JsonElement?> AccountAsync(MemberPhone phone)
    {
        var home = (await phone.AskAsync(HttpMethod.Get, "/api/v1/membership/me/home")).Expect(200).Json;
        return home.TryGetProperty("account", out var account) && account.ValueKind == JsonValueKind.Object ? account : null;
    }
}
