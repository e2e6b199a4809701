using System.Text.Json.Serialization;
using Serverless.Local.Simulators.Acs.Calls;

namespace Serverless.Local.Simulators.Acs;

/// <summary>What the phone page, demos and tests ask of the simulator: <c>/_local/sms</c>, <c>/_local/calls</c> and <c>/_local/mail</c>.</summary>
internal static class AcsControl
{
    /// <summary>A page never asks for more faults than this at once.</summary>
    private const int MostTimes = 10_000;

    internal static void Map(IEndpointRouteBuilder routes, AcsSimulator simulator)
    {
        MapCalls(routes.MapGroup("/_local/calls"), simulator);
        var control = routes.MapGroup("/_local/sms");
        control.MapGet(
            "/{phone}",
            (string phone) => TypedResults.Json(simulator.Inbox.Of(phone), AcsControlJson.Default.IReadOnlyListAcsText)
        );
        routes.MapGet(
            "/_local/mail/{address}",
            (string address) => TypedResults.Json(simulator.Mail.Of(address), AcsControlJson.Default.IReadOnlyListAcsLetter)
        );
        MapFaults(control, simulator.Script);
        control.MapDelete("/", () => simulator.Inbox.Clear());
    }

    private static void MapCalls(RouteGroupBuilder control, AcsSimulator simulator)
    {
        control.MapGet(
            "/{phone}",
            (string phone) => TypedResults.Json(simulator.Calls.Of(phone), AcsControlJson.Default.IReadOnlyListAcsPhoneCall)
        );
        MapFaults(control, simulator.Calls.Script);
    }

    private static void MapFaults(RouteGroupBuilder control, AcsScript script)
    {
        control.MapPost(
            "/faults",
            async (HttpContext context) =>
            {
                var fault = await context.Request.ReadFromJsonAsync(AcsControlJson.Default.AcsFault, context.RequestAborted);
                if (fault is not { Times: >= 1 and <= MostTimes, RetryAfterSeconds: >= 0 })
                {
                    return Results.BadRequest();
                }

                script.Add(fault);
                return Results.NoContent();
            }
        );
        control.MapDelete("/faults", script.Clear);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<AcsText>))]
[JsonSerializable(typeof(IReadOnlyList<AcsPhoneCall>))]
[JsonSerializable(typeof(IReadOnlyList<AcsLetter>))]
[JsonSerializable(typeof(AcsFault))]
internal sealed partial class AcsControlJson : JsonSerializerContext;
