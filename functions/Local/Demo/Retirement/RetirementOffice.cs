using System.Globalization;
using System.Text.Json;

namespace Serverless.Local.Demo.Retirement;

/// <summary>The fund's side of a retirement: an analyst and a head, each on the version of the claim that they saw.</summary>
internal sealed class RetirementOffice(DemoSession demo, RetirementClaim claim)
{
    private const string Office = "/api/v1/benefits/backoffice";
    private const string Analyst = "irma.beneficios";
    private const string Head = "hugo.jefatura";
    private static readonly string[] Papers = ["dni", "cessation-resolution", "last-payslip"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    internal async Task<string> AcceptAsync()
    {
        await demo.SignInAsync(Analyst);
        var waiting = await demo.UntilAsync(() => WaitingAsync("documents"), Limit, "the claim does not wait for its papers");
        await ActAsync("take", 200);
        foreach (var paper in Papers)
        {
            await ActAsync($"documents/{paper}/accept", 200);
        }

        return $"estaba en la lista «documents», {waiting.GetProperty("ageDays")} días de edad";
    }

    internal async Task<string> CalculateAsync()
    {
        await demo.UntilAsync(() => WaitingAsync("calculation"), Limit, "the claim does not wait for its figures");
        var figures = (await ActAsync("calculation", 200)).GetProperty("figures");
        var account = figures.GetProperty("fromAccount").GetProperty("centimos").GetInt64() / 100m;
        return string.Create(CultureInfo.InvariantCulture, $"S/ {account:0.00} de la cuenta; parámetros {Version(figures)}");
    }

    internal async Task<string> CalculatorApprovesAsync()
    {
        var refused = await ActAsync("approval", 403);
        return $"«{refused.GetProperty("title").GetString()}» ({refused.GetProperty("code").GetString()})";
    }

    internal async Task<string> ApproveAsync()
    {
        await demo.SignInAsync(Head);
        await demo.UntilAsync(() => WaitingAsync("review"), Limit, "the claim does not wait for a review");
        await ActAsync("review", 200);
        var approved = (await ActAsync("approval", 200)).GetProperty("duties").EnumerateArray();
        return string.Join(", ", approved.Select(duty => $"{duty.GetProperty("name")}: {duty.GetProperty("principal")}"));
    }

    private async Task<JsonElement?> WaitingAsync(string queue)
    {
        var items = (await demo.GetAsync($"{Office}/work/{queue}?limit=100")).GetProperty("items").EnumerateArray();
        return items.Cast<JsonElement?>().FirstOrDefault(item => item!.Value.GetProperty("claimId").GetString() == claim.Id);
    }

    private async Task<JsonElement> ActAsync(string act, int status)
    {
        var path = $"{Office}/claims/{claim.Id}";
        using var seen = await demo.Http.GetAsync(path, demo.Stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/{act}");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("If-Match", seen.Headers.ETag?.ToString());
        return await demo.JsonAsync(request, status);
    }

    private static string? Version(JsonElement figures) => figures.GetProperty("inputs").GetProperty("parameterVersion").GetString();
}
