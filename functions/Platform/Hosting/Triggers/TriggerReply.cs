using System.Text.Json;

namespace Serverless.Platform.Hosting.Triggers;

/// <summary>
/// The answer to a trigger: always a JSON object, because an empty body or <c>null</c> leaves the host waiting until its function
/// time-out and then kills the process. Outputs stay empty: the host turns strings that happen to be Base64 into bytes.
/// </summary>
public sealed class TriggerReply
{
    /// <summary>The call is done and has nothing to say.</summary>
    public static readonly TriggerReply Done = new(null, []);

    private readonly string? _returnValue;
    private readonly IReadOnlyList<string> _logs;

    private TriggerReply(string? returnValue, IReadOnlyList<string> logs) => (_returnValue, _logs) = (returnValue, logs);

    /// <summary>
    /// The result of an orchestrator (Base64 of its response) or an activity (text that holds a JSON object: strings that look
    /// like dates are reformatted by the host). Other triggers have no use for it.
    /// </summary>
    public static TriggerReply Return(string value) => new(value, []);

    /// <summary>One more line for the function's own log in the host; ids only.</summary>
    public TriggerReply WithLog(string line) => new(_returnValue, [.. _logs, line]);

    /// <summary>Writes the envelope in the form and order of the recordings.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("Outputs");
        json.WriteEndObject();
        json.WriteStartArray("Logs");
        foreach (var line in _logs)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteString("ReturnValue", _returnValue);
        json.WriteEndObject();
    }
}
