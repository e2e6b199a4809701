using System.Collections;
using System.Text.Json;

namespace Serverless.Local.Host;

/// <summary>Members in order of arrival; a later one of the same name in any case takes the place and name of the earlier.</summary>
internal sealed class Metadata : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _members = [];

    /// <summary>Sets a member's raw JSON.</summary>
    internal string this[string name]
    {
        set
        {
            var index = _members.FindIndex(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                _members.Add(new(name, value));
            }
            else
            {
                _members[index] = new(_members[index].Key, value);
            }
        }
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>
/// The host copies the scalar properties of a text message that looks like a JSON object into the metadata, over what is
/// there. Only text bindings suffer it; ours are binary, and this exists to show why.
/// </summary>
internal static class CopiedProperties
{
    internal static void Into(Metadata metadata, string text)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (Scalar(property.Value) is { } value)
                {
                    metadata[property.Name] = HostJson.QuoteTwice(value);
                }
            }
        }
        catch (JsonException)
        {
            // Text that only looks like JSON is left alone, as in the host.
        }
    }

    private static string? Scalar(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            _ => null,
        };
}
