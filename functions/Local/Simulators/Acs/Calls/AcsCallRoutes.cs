using System.Text.Json.Nodes;
using Serverless.Platform.Voice;

namespace Serverless.Local.Simulators.Acs.Calls;

/// <summary>The vendor's routes of Call Automation, and the keys of the token that its news carry.</summary>
internal sealed class AcsCallRoutes(AcsCalls calls, AcsRequests requests)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/calling/callConnections", CreateAsync);
        routes.MapPost("/calling/callConnections/{id}:play", PlayAsync);
        routes.MapPost("/calling/callConnections/{id}:terminate", EndAsync);
        routes.MapGet("/calling/.well-known/acsopenidconfiguration", (HttpRequest request) => Results.Json(Discovery(Issuer(request))));
        routes.MapGet("/calling/keys", () => Results.Json(calls.News.Jwks));
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (
            await requests.ReadAsync(context, VoiceJson.Default.Create) is not { } wish
            || await FailsAsync(context) is not (var fault, false)
        )
        {
            return;
        }

        var id = context.Request.Headers["Repeatability-Request-ID"].ToString();
        var first = context.Request.Headers["Repeatability-First-Sent"].ToString();
        if (
            wish.Targets is not [{ PhoneNumber.Value: ['+', ..] }]
            || !Uri.TryCreate(wish.CallbackUri, UriKind.Absolute, out _)
            || !Guid.TryParse(id, out _)
        )
        {
            await BadAsync(context, "One number, a callback address and a repeatability id.");
            return;
        }

        if (calls.Ring(id, first, wish, Issuer(context.Request)) is not var (call, isNew))
        {
            context.Response.Headers["Repeatability-Result"] = "rejected";
            await AcsRequests.ErrorAsync(context, StatusCodes.Status412PreconditionFailed, "RepeatabilityRejected", "The id was used.");
            return;
        }

        if (isNew && calls.Automatic)
        {
            _ = RingAsync(call, fault?.Kind == AcsFaultKind.NoAnswer);
        }

        if (fault?.Kind == AcsFaultKind.Silence)
        {
            context.Abort();
            return;
        }

        context.Response.Headers["Repeatability-Result"] = "accepted";
        context.Response.StatusCode = StatusCodes.Status201Created;
        var answer = new VoiceContract.Connection(call.CallId, "connecting", wish.CallbackUri);
        await context.Response.WriteAsJsonAsync(answer, VoiceJson.Default.Connection);
    }

    private async Task RingAsync(AcsPhoneCall call, bool missed)
    {
        calls.Change(call.CallId, ringing => ringing with { State = missed ? "missed" : "talking" });
        await calls.News.FollowAsync(call, missed ? "CreateCallFailed" : "CallConnected");
    }

    private async Task PlayAsync(HttpContext context, string id)
    {
        if (await requests.ReadAsync(context, VoiceJson.Default.Play) is not { } play || await FailsAsync(context) is not (_, false))
        {
            return;
        }

        if (calls.Find(id) is not { State: not ("ended" or "missed") })
        {
            await GoneAsync(context);
            return;
        }

        if (play.PlaySources is not [{ Kind: "text", Text: { Text.Length: > 0 } speech }])
        {
            await BadAsync(context, "One text to say.");
            return;
        }

        var call = calls.Change(id, talking => talking with { State = "talking", Said = [.. talking.Said, speech.Text] });
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (calls.Automatic)
        {
            _ = calls.News.FollowAsync(call, "PlayCompleted", play.OperationContext);
        }
    }

    private async Task EndAsync(HttpContext context, string id)
    {
        if (!await requests.IsSignedAsync(context) || await FailsAsync(context) is not (_, false))
        {
            return;
        }

        if (calls.Find(id) is not { State: not ("ended" or "missed") })
        {
            await GoneAsync(context);
            return;
        }

        var call = calls.Change(id, talking => talking with { State = "ended" });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (calls.Automatic)
        {
            _ = calls.News.FollowAsync(call, "CallDisconnected");
        }
    }

    private async Task<(AcsFault? Fault, bool Failed)> FailsAsync(HttpContext context)
    {
        var fault = calls.Script.Next();
        var failed = fault is { Kind: AcsFaultKind.Throttle or AcsFaultKind.Unavailable };
        if (failed)
        {
            await AcsRequests.FailAsync(context, fault!);
        }

        return (fault, failed);
    }

    private static string Issuer(HttpRequest request) => $"http://{request.Host}";

    private static JsonObject Discovery(string issuer) =>
        new()
        {
            ["issuer"] = issuer,
            ["jwks_uri"] = $"{issuer}/calling/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
        };

    private static Task GoneAsync(HttpContext context) =>
        AcsRequests.ErrorAsync(context, StatusCodes.Status404NotFound, "8522", "The call has ended.");

    private static Task BadAsync(HttpContext context, string why) =>
        AcsRequests.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadRequest", why);
}
