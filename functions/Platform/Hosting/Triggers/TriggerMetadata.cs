using System.Globalization;
using System.Text.Json;

namespace Serverless.Platform.Hosting.Triggers;

/// <summary>
/// The envelope's <c>Metadata</c>. Strings and ids keep inner quotes, numbers and dates are text; this reads them as what they
/// are. When a trigger value is text that looks like a JSON object the host lets its properties overwrite these (functions
/// contract, section 2), so nothing here decides about money or identity: the message's own id does.
/// </summary>
public readonly struct TriggerMetadata(JsonElement raw)
{
    /// <summary>Text without the host's inner quotes, or null when absent.</summary>
    public string? Text(string name) =>
        raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => TriggerValue.Unquote(value.GetString()!),
                JsonValueKind.Null => null,
                _ => value.GetRawText(),
            }
            : null;

    /// <summary>A whole number, or null when absent or something else.</summary>
    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A moment, or null when absent or something else. The host has cut the fractions of a second off.</summary>
    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>A structured entry such as <c>ApplicationProperties</c>.</summary>
    public TriggerValue Value(string name) =>
        new(raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty(name, out var value) ? value : default);
}
