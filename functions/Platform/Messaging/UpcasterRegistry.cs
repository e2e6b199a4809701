using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.CloudEvents;

namespace Serverless.Platform.Messaging;

/// <summary>
/// Pure functions that bring published data up to the shape of today, one per (type, data version), each leading to the
/// next version. What was published never changes; a change is a new version and a step here (decision 17).
/// </summary>
public sealed class UpcasterRegistry
{
    private readonly Dictionary<(string Type, int From), Func<JsonObject, JsonObject>> _steps = [];

    /// <summary>Adds the step from <paramref name="from"/> to <c>from + 1</c>. The step must neither read a clock nor fail on data that was valid in its version.</summary>
    /// <exception cref="ArgumentException">There is one already.</exception>
    public UpcasterRegistry Add(string type, int from, Func<JsonObject, JsonObject> step)
    {
        _steps.Add((type, from), step);
        return this;
    }

    /// <summary>The data in the shape of version <paramref name="to"/>; untouched when it has it already.</summary>
    public Result<ReadOnlyMemory<byte>> Upcast(string type, int from, int to, ReadOnlyMemory<byte> data)
    {
        if (from == to)
        {
            return data;
        }

        if (from > to)
        {
            return MessagingErrors.FromTheFuture;
        }

        if (Parse(data) is not { } shape)
        {
            return MessagingErrors.DataInvalid;
        }

        for (var version = from; version < to; version++)
        {
            if (!_steps.TryGetValue((type, version), out var step))
            {
                return MessagingErrors.VersionUnknown;
            }

            shape = step(shape);
        }

        return (ReadOnlyMemory<byte>)JsonBytes.Of(shape);
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonNode.Parse(data.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
