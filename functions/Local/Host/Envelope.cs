using System.Text;

namespace Serverless.Local.Host;

/// <summary>What identifies one call of a function: the host puts the three values into every envelope and its headers.</summary>
/// <param name="Function">Folder name of the function.</param>
/// <param name="InvocationId">Value of X-Azure-Functions-InvocationId.</param>
/// <param name="UtcNow">When the host made the call.</param>
/// <param name="RandomId">The host's <c>sys.RandGuid</c>.</param>
internal sealed record Invocation(string Function, Guid InvocationId, DateTimeOffset UtcNow, Guid RandomId)
{
    internal static Invocation Of(string function, TimeProvider clock) => new(function, Guid.NewGuid(), clock.GetUtcNow(), Guid.NewGuid());
}

/// <summary>
/// The body of a trigger call, <c>{"Data":{…},"Metadata":{…}}</c>, property order and escaping as recorded from host 4.1037.
/// </summary>
internal static class Envelope
{
    /// <summary>
    /// A storage queue message for a binding with <c>dataType: binary</c> (Base64) or without (double-encoded text); a durableClient
    /// beside it carries <paramref name="client"/>.
    /// </summary>
    internal static string Queue(Invocation invocation, string binding, bool binary, QueuedMessage message, string? client = null)
    {
        var text = binary ? null : Encoding.UTF8.GetString(message.Body.Span);
        var data = text is null ? HostJson.Quote(Convert.ToBase64String(message.Body.Span)) : HostJson.QuoteTwice(text);
        var metadata = QueueMetadata(message);
        metadata["sys"] = Sys(invocation);
        if (text is not null)
        {
            CopiedProperties.Into(metadata, text);
        }
        return Body(binding, data, metadata, client);
    }

    /// <summary>A timer call; <paramref name="status"/> is null when the schedule is not monitored.</summary>
    internal static string Timer(Invocation invocation, string binding, ScheduleStatus? status, bool isPastDue, string? client = null)
    {
        var statusJson = status is null
            ? "null"
            : $$"""{"Last":{{HostJson.OffsetTime(status.Last)}},"Next":{{HostJson.OffsetTime(status.Next)}},"LastUpdated":{{HostJson.OffsetTime(status.LastUpdated)}}}""";
        var data =
            $$"""{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{{statusJson}},"IsPastDue":{{(isPastDue ? "true" : "false")}}}""";
        return Body(binding, data, new Metadata { ["sys"] = Sys(invocation) }, client);
    }

    /// <summary>A turn of an orchestration; nothing but <c>sys</c> comes along.</summary>
    internal static string Orchestration(Invocation invocation, string binding, ReadOnlySpan<byte> request) =>
        Body(binding, HostJson.QuoteTwice(Convert.ToBase64String(request)), new Metadata { ["sys"] = Sys(invocation) });

    /// <summary>A call of an activity. A binding whose name ends in "trigger" is left out of the metadata.</summary>
    /// <param name="input">JSON as the orchestration scheduled it; properties of an object land in the metadata.</param>
    internal static string Activity(Invocation invocation, string binding, string instanceId, string input)
    {
        var data = HostJson.QuoteTwice(input);
        var metadata = new Metadata { ["instanceId"] = HostJson.QuoteTwice(instanceId) };
        if (!binding.EndsWith("trigger", StringComparison.OrdinalIgnoreCase))
        {
            metadata[binding] = data;
        }
        metadata["data"] = input.StartsWith('"') ? HostJson.Quote(input) : input;
        metadata["sys"] = Sys(invocation);
        CopiedProperties.Into(metadata, input);
        return Body(binding, data, metadata);
    }

    private static Metadata QueueMetadata(QueuedMessage message) =>
        new()
        {
            ["DequeueCount"] = HostJson.Quote($"{message.DequeueCount}"),
            ["ExpirationTime"] = HostJson.SecondsTime(message.ExpiresOn),
            ["Id"] = HostJson.QuoteTwice(message.Id),
            ["InsertionTime"] = HostJson.SecondsTime(message.InsertedOn),
            ["NextVisibleTime"] = HostJson.SecondsTime(message.NextVisibleOn),
            ["PopReceipt"] = HostJson.QuoteTwice(message.PopReceipt),
        };

    private static string Sys(Invocation call) =>
        $$"""{"MethodName":{{HostJson.Quote(call.Function)}},"UtcNow":{{HostJson.UtcTime(call.UtcNow)}},"RandGuid":"{{call.RandomId}}"}""";

    private static string Body(string binding, string data, Metadata metadata, string? client = null)
    {
        var beside = client is null ? "" : $$""","client":{{HostJson.QuoteTwice(client)}}""";
        var members = string.Join(',', metadata.Select(member => $"{HostJson.Quote(member.Key)}:{member.Value}"));
        return $$$"""{"Data":{{{{HostJson.Quote(binding)}}}:{{{data}}}{{{beside}}}},"Metadata":{{{{members}}}}}""";
    }
}
