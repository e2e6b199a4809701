using System.Text.Json;
using Serverless.Durable.Payloads;

namespace Serverless.Durable.Triggers;

/// <summary>An activity with its types closed over: from the input's JSON to the result's.</summary>
internal delegate Task<string?> ActivityBody(IServiceProvider services, PayloadJson json, TaskActivityContext context, JsonElement input);

/// <summary>Activities by name.</summary>
internal sealed class ActivityRegistry
{
    private readonly Dictionary<string, ActivityBody> _bodies = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _bodies.Keys;

    public void Add<TInput, TOutput>(string name, Func<IServiceProvider, TaskActivityContext, TInput, Task<TOutput>> activity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _bodies.Add(
            name,
            async (services, json, context, input) => json.Write(await activity(services, context, json.Read<TInput>(input)!))
        );
    }

    public ActivityBody Find(string name) => _bodies[name];
}
