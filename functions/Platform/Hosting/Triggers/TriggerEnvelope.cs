using System.Text.Json;

namespace Serverless.Platform.Hosting.Triggers;

/// <summary>
/// What the Functions host posts to <c>/{function}</c> for every trigger that is not plain HTTP: <c>Data</c> by binding name and
/// <c>Metadata</c> (functions contract, section 2). It holds pooled memory and lives as long as the call.
/// </summary>
public sealed class TriggerEnvelope : IDisposable
{
    private const string ClientBinding = "client";
    private readonly JsonDocument _document;
    private readonly Dictionary<string, JsonElement> _data;

    private TriggerEnvelope(JsonDocument document, string function, string invocationId)
    {
        _document = document;
        (Function, InvocationId) = (function, invocationId);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("Data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("Not a trigger envelope: no Data object");
        }

        _data = data.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        DurableClient = _data.Remove(ClientBinding, out var client) ? ReadClient(new TriggerValue(client)) : null;
        Metadata = new TriggerMetadata(root.TryGetProperty(nameof(Metadata), out var metadata) ? metadata : default);
    }

    /// <summary>Name of the function, which is the name of the folder of its function.json.</summary>
    public string Function { get; }

    /// <summary>The host's id of this try; another try of the same message has another one.</summary>
    public string InvocationId { get; }

    /// <summary>What the host knows about the trigger.</summary>
    public TriggerMetadata Metadata { get; }

    /// <summary>Present when function.json has a <c>durableClient</c> binding, which must be named <c>client</c>.</summary>
    public DurableClientBinding? DurableClient { get; }

    /// <summary>The value that fired the function: the only binding besides the durable client.</summary>
    /// <exception cref="JsonException">There is none, or there are several and one must be asked for by name.</exception>
    public TriggerValue Trigger =>
        _data.Count == 1 ? new(_data.Values.Single()) : throw new JsonException($"{_data.Count} bindings where one was expected");

    /// <summary>The body of a queue or Service Bus message; see <see cref="TriggerValue.Bytes"/>.</summary>
    public ReadOnlyMemory<byte> Body => Trigger.Bytes();

    /// <summary>A binding's value by its name in function.json; absent ones say so.</summary>
    public TriggerValue Value(string binding) => new(_data.GetValueOrDefault(binding));

    /// <summary>Reads an envelope as the host sends it.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static async Task<TriggerEnvelope> ReadAsync(Stream body, string function, string invocationId, CancellationToken cancellation)
    {
        var document = await JsonDocument.ParseAsync(body, default, cancellation);
        return Owning(document, function, invocationId);
    }

    /// <summary>Reads an envelope from memory.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TriggerEnvelope Parse(ReadOnlyMemory<byte> json, string function, string invocationId = "") =>
        Owning(JsonDocument.Parse(json), function, invocationId);

    public void Dispose() => _document.Dispose();

    private static TriggerEnvelope Owning(JsonDocument document, string function, string invocationId)
    {
        try
        {
            return new(document, function, invocationId);
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    private static DurableClientBinding? ReadClient(TriggerValue value)
    {
        var client = value.Json(TriggerJson.Default.DurableClientValue);
        if (client is not { RpcBaseUrl: { IsAbsoluteUri: true, IsLoopback: true } address, TaskHubName: { } hub })
        {
            return null;
        }

        var binding = new DurableClientBinding(address, hub) { ConnectionName = client.ConnectionName };
        return client.MaxGrpcMessageSizeInBytes is { } limit ? binding with { MaxMessageBytes = limit } : binding;
    }
}
