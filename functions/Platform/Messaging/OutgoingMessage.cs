namespace Serverless.Platform.Messaging;

/// <summary>
/// One message on its way to other contexts: the CloudEvents 1.0 attributes of decision 17 and the data as UTF-8 JSON.
/// </summary>
/// <param name="Id">Unique for ever; the receiver's inbox key. An event's message carries the event's own id.</param>
/// <param name="Type"><c>context.noun-past-tense</c>, for example <c>membership.member-registered</c>.</param>
/// <param name="Source">The aggregate it came from, <c>/context/aggregate/id</c>; never personal data.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="DataVersion">Version of the data's shape; readers bring older ones up to date.</param>
/// <param name="Data">UTF-8 JSON.</param>
public sealed record OutgoingMessage(string Id, string Type, string Source, DateTimeOffset Time, int DataVersion, ReadOnlyMemory<byte> Data)
{
    /// <summary>W3C trace context of the command that caused it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Messages of one session arrive in order where the transport has sessions.</summary>
    public string? SessionId { get; init; }
}
