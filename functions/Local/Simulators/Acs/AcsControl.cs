using System.Text.Json.Serialization;

namespace Serverless.Local.Simulators.Acs;

/// <summary>What the phone page, demos and tests ask of the simulator: <c>/_local/sms</c>.</summary>
internal static class AcsControl
{
    /// <summary>A page never asks for more faults than this at once.</summary>
    private const int MostTimes = 10_000;

    internal static void Map(IEndpointRouteBuilder routes, AcsSimulator simulator)
    {
        var control = routes.MapGroup("/_local/sms");
        control.MapGet(
            "/{phone}",
            (string phone) => TypedResults.Json(simulator.Inbox.Of(phone), AcsControlJson.Default.IReadOnlyListAcsText)
        );
        control.MapPost(
            "/faults",
            async (HttpContext context) =>
            {
                var fault = await context.Request.ReadFromJsonAsync(AcsControlJson.Default.AcsFault, context.RequestAborted);
                if (fault is not { Times: >= 1 and <= MostTimes, RetryAfterSeconds: >= 0 })
                {
                    return Results.BadRequest();
                }

                simulator.Script.Add(fault);
                return Results.NoContent();
            }
        );
        control.MapDelete("/faults", () => simulator.Script.Clear());
        control.MapDelete("/", () => simulator.Inbox.Clear());
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<AcsText>))]
[JsonSerializable(typeof(AcsFault))]
internal sealed partial class AcsControlJson : JsonSerializerContext;
