using System.Text.Json;

namespace Serverless.Local.Demo;

/// <summary>Payroll's part of the journey: the discount is asked for in a file, withheld, and the affiliation is active.</summary>
internal static class PayrollSteps
{
    private const string Files = "/api/v1/payroll/backoffice/outgoing-files";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    internal static async Task PlayAsync(DemoSession demo, MemberPhone phone)
    {
        await demo.SignInAsync("diana.planilla");
        using var files = await demo.Http.GetAsync(Files, demo.Stop);
        if (files.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            demo.Say("not played: this App has no function payroll-http");
            return;
        }
        await demo.StepAsync("Diana, de planillas, arma el archivo de descuentos de la UGEL", () => OrderAsync(demo, phone.Owner.Ugel));
        await demo.StepAsync("La planilla aplica el primer descuento", () => AnswerAsync(demo, phone));
    }

    private static async Task<string> OrderAsync(DemoSession demo, string ugel)
    {
        var file = await demo.UntilAsync(() => WrittenAsync(demo, ugel), Limit, $"no file of discounts of {ugel}");
        var requested = file.GetProperty("requested");
        var soles = requested.GetProperty("centimos").GetInt64() / 100m;
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{requested.GetProperty("lines")} pedido(s) de {ugel}, S/ {soles:0.00}"
        );
    }

    /// <summary>The file once it is written; null while the request is still on its way to payroll.</summary>
    private static async Task<JsonElement?> WrittenAsync(DemoSession demo, string ugel)
    {
        using var order = new HttpRequestMessage(HttpMethod.Post, Files) { Content = JsonContent.Create(new { ugel }) };
        order.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await demo.Http.SendAsync(order, demo.Stop);
        var view = await response.Content.ReadFromJsonAsync<JsonElement>(demo.Stop);
        if (!response.IsSuccessStatusCode)
        {
            DemoSession.Expect(view.GetProperty("code").GetString() == "payroll.nothing-to-request", $"{view}");
            return null;
        }
        var file = await demo.GetAsync($"{Files}/{view.GetProperty("id").GetString()}");
        return file.GetProperty("status").GetString() == "written" ? file : null;
    }

    private static async Task<string> AnswerAsync(DemoSession demo, MemberPhone phone)
    {
        using var script = new HttpRequestMessage(HttpMethod.Put, "/_local/payroll/script") { Content = JsonContent.Create(new { }) };
        await demo.JsonAsync(script, 204);
        await demo.JsonAsync(new HttpRequestMessage(HttpMethod.Post, "/_local/payroll/answers"), 200);
        await demo.SignInAsync("ana.registro");
        var active = await demo.UntilAsync(() => ActiveAsync(demo, phone.MemberId), Limit, "the affiliation is not active");
        return $"afiliación {active.GetProperty("statusText").GetString()}; {await MemberJourney.HomeAsync(phone)}";
    }

    /// <summary>The office waits for payroll, so that waiting does not count as the member's line; she looks once.</summary>
    private static async Task<JsonElement?> ActiveAsync(DemoSession demo, string memberId)
    {
        var now = await demo.GetAsync($"/api/v1/membership/backoffice/members/{memberId}/affiliation");
        return now.GetProperty("status").GetString() == "active" ? now : null;
    }
}
