using System.Text.Json.Nodes;

namespace Serverless.Local.Staging;

/// <summary>One binding of a function.json.</summary>
internal sealed class FunctionBinding(JsonObject json)
{
    internal string Type => Text("type") ?? "";

    internal string Name => Text("name") ?? "";

    /// <summary>The host takes a missing direction for <c>in</c>.</summary>
    internal string Direction => Text("direction") ?? "in";

    internal bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    internal bool IsBinary => Is(Text("dataType"), "binary");

    internal bool Is(string type) => Is(Type, type);

    internal string? Text(string property) => json[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal bool? Flag(string property) => json[property] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    internal IReadOnlyList<string> Texts(string property) =>
        json[property] is JsonArray items ? [.. items.OfType<JsonValue>().Select(item => item.ToString())] : [];

    private static bool Is(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A function: the folder under the script root that holds a function.json.</summary>
internal sealed class FunctionDefinition(string name, JsonObject json)
{
    internal string Name { get; } = name;

    internal IReadOnlyList<FunctionBinding> Bindings { get; } =
    [.. (json["bindings"] as JsonArray ?? []).OfType<JsonObject>().Select(binding => new FunctionBinding(binding))];

    internal bool IsDisabled => json["disabled"] is JsonValue value && value.TryGetValue<bool>(out var disabled) && disabled;

    /// <summary>The first trigger; a valid function has exactly one.</summary>
    internal FunctionBinding? Trigger => Bindings.FirstOrDefault(binding => binding.IsTrigger);

    /// <summary>The binding when the function is triggered by this type.</summary>
    internal FunctionBinding? TriggeredBy(string type) => Trigger is { } trigger && trigger.Is(type) ? trigger : null;
}
