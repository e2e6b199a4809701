using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;

namespace Serverless.Durable.Triggers;

/// <summary>
/// The host's call of an activity. It always answers 200 with an envelope that says ok or error, because the host drops type and
/// message of any other status; whether to try again is decided by the orchestration.
/// </summary>
internal sealed partial class ActivityEndpoint(
    DurableBuilder builder,
    ExecutionSettings settings,
    IServiceScopeFactory scopes,
    ILogger<ActivityEndpoint> logger
)
{
    public async Task HandleAsync(HttpContext http, string name)
    {
        using var body = await LargeBody.ReadAsync(http.Request);
        var answer = await AnswerAsync(body.Bytes, name, http.RequestAborted);
        http.Response.ContentType = "application/json";
        HostEnvelope.WriteLiteral(http.Response.BodyWriter, settings.Json.Quote(answer));
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>From the body of the call to the text of the answer's envelope.</summary>
    internal Task<string> AnswerAsync(Memory<byte> body, string name, CancellationToken cancellation)
    {
        if (!HostEnvelope.TryReadTrigger(body, out var scheduled) || ActivityCall.Read(scheduled.Span) is not { } call)
        {
            LogNoEnvelope(name);
            return Task.FromResult(ActivityEnvelope.Error(settings.Json, "durable.bad-envelope", "The body is no call.", false, null));
        }

        return RunAsync(name, call, cancellation);
    }

    private async Task<string> RunAsync(string name, ActivityCall call, CancellationToken cancellation)
    {
        var context = new TaskActivityContext(name, call.InstanceId, cancellation) { TraceParent = call.TraceParent };
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return ActivityEnvelope.Ok(await builder.Activities.Find(name)(scope.ServiceProvider, settings.Json, context, call.Input));
        }
        catch (ActivityFailedException failed)
        {
            LogFailed(name, call.InstanceId, failed.Code);
            return ActivityEnvelope.Error(settings.Json, failed.Code, failed.Message, !failed.IsNonRetriable, failed.Code);
        }
        catch (Exception exception)
        {
            LogThrew(exception, name, call.InstanceId);
            var type = exception.GetType().FullName ?? exception.GetType().Name;
            return ActivityEnvelope.Error(settings.Json, type, $"Activity '{name}' threw {type}; its log has more.", true, null);
        }
    }

    [LoggerMessage(LogLevel.Error, "Activity {Activity} was called without an envelope")]
    private partial void LogNoEnvelope(string activity);

    [LoggerMessage(LogLevel.Warning, "Activity {Activity} of instance {InstanceId} failed with {Code}")]
    private partial void LogFailed(string activity, string instanceId, string code);

    [LoggerMessage(LogLevel.Error, "Activity {Activity} of instance {InstanceId} threw")]
    private partial void LogThrew(Exception exception, string activity, string instanceId);
}

/// <summary>What the executor sent along: see <see cref="ActivityEnvelope"/>. A bare value from elsewhere is its own input.</summary>
internal sealed record ActivityCall(JsonElement Input, string InstanceId, string? TraceParent)
{
    /// <param name="scheduled">The input's JSON as the orchestration scheduled it.</param>
    public static ActivityCall? Read(ReadOnlySpan<byte> scheduled)
    {
        try
        {
            var reader = new Utf8JsonReader(scheduled);
            var root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind != JsonValueKind.String)
            {
                return new ActivityCall(root, "", null);
            }

            var text = root.GetString()!;
            if (!text.StartsWith("{\"input\":", StringComparison.Ordinal))
            {
                return new ActivityCall(root, "", null);
            }

            using var envelope = JsonDocument.Parse(text);
            var fields = envelope.RootElement;
            return new ActivityCall(fields.GetProperty("input").Clone(), TextOf(fields, "instanceId") ?? "", TextOf(fields, "traceparent"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
