namespace Serverless.Local.Simulators.Bank;

/// <summary>What demos, tests and the phone page ask of the bank: <c>/_local/bank</c>.</summary>
internal static class BankControl
{
    internal static void Map(IEndpointRouteBuilder routes, BankSimulator bank)
    {
        var control = routes.MapGroup("/_local/bank");
        control.MapGet("/orders", () => TypedResults.Json(bank.Bookings, BankBodyJson.Default.IReadOnlyListBankBooking));
        control.MapPost(
            "/notices",
            async (CancellationToken c) => TypedResults.Json(new BankTold(await bank.TellAsync(c)), BankBodyJson.Default.BankTold)
        );
        control.MapGet("/script", () => TypedResults.Json(bank.Script, BankBodyJson.Default.BankScript));
        control.MapPut(
            "/script",
            async (HttpContext context) =>
            {
                var script = await context.Request.ReadFromJsonAsync(BankBodyJson.Default.BankScript, context.RequestAborted);
                if (script is not { IsSound: true })
                {
                    return Results.BadRequest();
                }

                bank.Script = script;
                return Results.NoContent();
            }
        );
    }
}
