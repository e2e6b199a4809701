using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Engine.Store;
using Serverless.Local.Host;

namespace Serverless.Local.Engine.Hub;

/// <summary>The extension's HTTP management API (durable contract, section 2.3), behind its system key.</summary>
internal static class HubManagement
{
    internal const string Path = "/runtime/webhooks/durabletask";
    private const int UsualPage = 100;

    internal static void Map(IEndpointRouteBuilder app, HubInstances hub, HostKeys keys, string publicAddress)
    {
        var api = app.MapGroup(Path)
            .AddEndpointFilter(
                async (context, next) =>
                    keys.AllowOrchestrations(context.HttpContext.Request) ? await next(context) : Results.Unauthorized()
            );
        api.MapPost(
            "/orchestrators/{name}/{id?}",
            (string name, string? id, HttpRequest request) => StartAsync(hub, keys, publicAddress, name, id, request)
        );
        api.MapGet("/instances/{id}", (string id, HttpRequest request) => Show(hub, id, request));
        api.MapGet("/instances", (HttpContext context) => List(hub, context));
        api.MapPost(
            "/instances/{id}/raiseEvent/{name}",
            (string id, string name, HttpRequest request) => RaiseAsync(hub, id, name, request)
        );
        api.MapPost("/instances/{id}/terminate", (string id, string? reason) => Told(hub.Terminate(id, Json(reason), recurse: false)));
        api.MapPost("/instances/{id}/suspend", (string id, string? reason) => Told(hub.Suspend(id, reason)));
        api.MapPost("/instances/{id}/resume", (string id, string? reason) => Told(hub.Resume(id, reason)));
        api.MapPost("/instances/{id}/rewind", (string id, string? reason) => Told(hub.Rewind(id, reason)));
        api.MapPost(
            "/instances/{id}/restart",
            (string id, bool? restartWithNewInstanceId) => Restart(hub, keys, publicAddress, id, restartWithNewInstanceId)
        );
        api.MapDelete("/instances/{id}", (string id) => Purge(hub, id));
        api.MapDelete("/instances", (HttpRequest request) => PurgeMany(hub, request));
    }

    private static async Task<IResult> StartAsync(
        HubInstances hub,
        HostKeys keys,
        string publicAddress,
        string name,
        string? id,
        HttpRequest request
    )
    {
        if (await BodyAsync(request) is not { } body)
        {
            return Results.BadRequest("The body is no JSON.");
        }
        var start = new CreateInstanceRequest
        {
            Name = name,
            InstanceId = id ?? "",
            Input = body.Length == 0 ? null : body,
            Version = request.Query["version"].FirstOrDefault(),
        };
        return hub.Start(start, out var instance) == HubAnswer.Exists
            ? Results.Conflict()
            : Accepted(request, keys, publicAddress, instance);
    }

    private static IResult Restart(HubInstances hub, HostKeys keys, string publicAddress, string id, bool? asNew) =>
        hub.Restart(id, asNew ?? true, out var next) switch
        {
            HubAnswer.NotFound => Results.NotFound(),
            HubAnswer.Done => Accepted(null, keys, publicAddress, next),
            _ => Results.Conflict(),
        };

    private static IResult Show(HubInstances hub, string id, HttpRequest request)
    {
        if (hub.Find(id) is not { } state)
        {
            return Results.NotFound();
        }
        var status = state.OrchestrationStatus;
        var isWanted500 = status == OrchestrationStatus.Failed && IsSet(request, "returnInternalServerErrorOnFailure");
        var body = InstanceJson.Of(state, IsUnset(request, "showInput") is false);
        if (IsSet(request, "showHistory"))
        {
            body["historyEvents"] = InstanceJson.History(hub.History(id), IsSet(request, "showHistoryOutput"));
        }
        var code =
            !status.IsEnded() ? StatusCodes.Status202Accepted
            : isWanted500 ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status200OK;
        if (!status.IsEnded())
        {
            request.HttpContext.Response.Headers.Location = $"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}";
            request.HttpContext.Response.Headers.RetryAfter = "5";
        }
        return Results.Text(body.ToJsonString(), "application/json", statusCode: code);
    }

    private static IResult List(HubInstances hub, HttpContext context)
    {
        var query = context.Request.Query;
        var most = int.TryParse(query["top"], CultureInfo.InvariantCulture, out var top) && top > 0 ? top : UsualPage;
        var found = hub.List(FilterOf(context.Request), context.Request.Headers["x-ms-continuation-token"].FirstOrDefault(), most + 1);
        context.Response.Headers["x-ms-continuation-token"] = found.Count > most ? found[most - 1].InstanceId : "";
        return Results.Text(
            new JsonArray([.. found.Take(most).Select(state => InstanceJson.Of(state, true))]).ToJsonString(),
            "application/json"
        );
    }

    private static async Task<IResult> RaiseAsync(HubInstances hub, string id, string name, HttpRequest request) =>
        await BodyAsync(request) is { Length: > 0 } body ? Told(hub.Raise(id, name, body)) : Results.BadRequest("The body is no JSON.");

    private static IResult Purge(HubInstances hub, string id) =>
        hub.Purge(id, recursive: false, out var purged) switch
        {
            HubAnswer.NotFound => Results.NotFound(),
            HubAnswer.Done => Deleted(purged),
            _ => Results.StatusCode(StatusCodes.Status412PreconditionFailed),
        };

    private static IResult PurgeMany(HubInstances hub, HttpRequest request)
    {
        var filter = FilterOf(request);
        return filter.From is null ? Results.BadRequest("createdTimeFrom is needed.") : Deleted(hub.Purge(filter));
    }

    private static IResult Deleted(int count) => Results.Text($$"""{"instancesDeleted":{{count}}}""", "application/json");

    private static IResult Told(HubAnswer answer) =>
        answer switch
        {
            HubAnswer.Done => Results.Accepted(),
            HubAnswer.NotFound => Results.NotFound(),
            _ => Results.StatusCode(StatusCodes.Status410Gone),
        };

    private static IResult Accepted(HttpRequest? request, HostKeys keys, string publicAddress, string instance)
    {
        var links = InstanceJson.Links($"{publicAddress}{Path}", keys.Orchestrations, instance);
        if (request is not null)
        {
            request.HttpContext.Response.Headers.RetryAfter = "10";
        }
        return Results.Text(links.ToJsonString(), "application/json", statusCode: StatusCodes.Status202Accepted);
    }

    private static InstanceFilter FilterOf(HttpRequest request) =>
        new()
        {
            Statuses =
            [
                .. (request.Query["runtimeStatus"].FirstOrDefault() ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(text =>
                        Enum.TryParse<OrchestrationStatus>(text, ignoreCase: true, out var status) ? status : OrchestrationStatus.Canceled
                    ),
            ],
            From = Time(request, "createdTimeFrom"),
            To = Time(request, "createdTimeTo"),
            Prefix = request.Query["instanceIdPrefix"].FirstOrDefault(),
        };

    private static DateTime? Time(HttpRequest request, string name) =>
        DateTimeOffset.TryParse(request.Query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : null;

    private static bool IsSet(HttpRequest request, string name) => bool.TryParse(request.Query[name], out var set) && set;

    private static bool IsUnset(HttpRequest request, string name) => bool.TryParse(request.Query[name], out var set) && !set;

    private static string? Json(string? reason) => reason is null ? null : HostJson.Quote(reason);

    /// <summary>Null when the body is there and is no JSON.</summary>
    private static async Task<string?> BodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            return text.Length == 0 ? "" : JsonNode.Parse(text)?.ToJsonString() ?? "null";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
