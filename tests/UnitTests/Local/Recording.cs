using System.Text.Json;

namespace Serverless.UnitTests.Local;

/// <summary>One call that a real Functions host (4.1037) made, as its handler saw it.</summary>
internal sealed class Recording
{
    private readonly JsonElement _json;

    private Recording(JsonElement json) => _json = json;

    internal string Body => _json.GetProperty("requestBody").GetString()!;

    internal string Target => _json.GetProperty("target").GetString()!;

    internal IReadOnlyDictionary<string, string> Headers =>
        _json.GetProperty("requestHeaders").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);

    internal JsonElement Envelope => JsonDocument.Parse(Body).RootElement;

    internal static Recording Of(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Local", "Recordings", name + ".json");
        return new(JsonDocument.Parse(File.ReadAllText(file)).RootElement);
    }
}
