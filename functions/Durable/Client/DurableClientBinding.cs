using System.Text.Json;

namespace Serverless.Durable.Client;

/// <summary>
/// What a durableClient binding says about where the task hub listens. The payload also holds a system key of the host: it is
/// never kept (decision 3).
/// </summary>
/// <param name="RpcBaseUrl">Loopback address of the host's gRPC listener; it changes when the listener restarts, so take it from each call.</param>
/// <param name="TaskHubName">The task hub.</param>
/// <param name="MaxMessageBytes">Largest answer to accept.</param>
public sealed record DurableClientBinding(Uri RpcBaseUrl, string TaskHubName, int MaxMessageBytes)
{
    private const int DefaultMaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>The connection's setting name; null is the default connection.</summary>
    public string? ConnectionName { get; init; }

    /// <summary>Parses <c>Data.client</c> of the host's envelope, quoted once more or not; null when there is no gRPC address in it.</summary>
    public static DurableClientBinding? Parse(JsonElement client)
    {
        try
        {
            while (client.ValueKind == JsonValueKind.String)
            {
                using var inner = JsonDocument.Parse(client.GetString()!);
                client = inner.RootElement.Clone();
            }

            return client.ValueKind == JsonValueKind.Object ? Read(client) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DurableClientBinding? Read(JsonElement payload)
    {
        if (!Uri.TryCreate(Text(payload, "rpcBaseUrl"), UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            return null;
        }

        var limit =
            payload.TryGetProperty("maxGrpcMessageSizeInBytes", out var max)
            && max.ValueKind == JsonValueKind.Number
            && max.TryGetInt32(out var bytes)
                ? bytes
                : DefaultMaxMessageBytes;
        return new DurableClientBinding(address, Text(payload, "taskHubName") ?? "", limit)
        {
            ConnectionName = Text(payload, "connectionName"),
        };
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
