namespace Serverless.Local.Simulators.Credit;

/// <summary>What the phone page, demos and tests ask of the simulators: <c>/_local/credit</c>.</summary>
internal static class CreditControl
{
    private const string Notices = "/api/v1/credits/gateway/notices";

    /// <param name="routes">Of the public port.</param>
    /// <param name="vendors">The simulators.</param>
    /// <param name="app">The public address of App, where the gateway sends its notices.</param>
    internal static void Map(IEndpointRouteBuilder routes, CreditVendors vendors, Func<HttpContext, Uri> app)
    {
        var control = routes.MapGroup("/_local/credit");
        control.MapPut(
            "/people/{dni}",
            async (string dni, HttpContext context) =>
            {
                var person = await context.Request.ReadFromJsonAsync(CreditVendorsJson.Default.CreditPerson, context.RequestAborted);
                vendors.Say(dni, person ?? new CreditPerson());
                return Results.NoContent();
            }
        );
        control.MapGet("/statements/{day}", (DateOnly day) => Results.Text(vendors.Statement(day), "text/csv"));
        control.MapPost("/down/{times:int}", (int times) => vendors.Down = Math.Clamp(times, 0, 1_000));
        control.MapPost(
            "/checkouts/{id}/{outcome}",
            async (string id, string outcome, HttpContext context) =>
                await SendAsync(vendors, id, outcome == "pay", app(context), context.RequestAborted)
        );
    }

    private static async Task<IResult> SendAsync(CreditVendors vendors, string id, bool paid, Uri app, CancellationToken cancellation)
    {
        if (vendors.Settle(id, paid, Notices) is not var (body, headers))
        {
            return Results.NotFound();
        }

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app, Notices)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await http.SendAsync(request, cancellation);
        return Results.StatusCode((int)response.StatusCode);
    }
}
