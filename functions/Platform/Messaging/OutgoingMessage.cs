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

    /// <summary>
    /// 0 for the message itself, n for the copy that brings vendor attempt n. A copy has its own broker id, so that
    /// duplicate detection lets it pass, and the same <see cref="Id"/>, so that the inbox does not (decision 19).
    /// </summary>
    public int Attempt { get; init; }

    /// <summary>The id a broker's duplicate detection sees: <c>{id}</c>, or <c>{id}~{n}</c> for copy n.</summary>
    public string BrokerId => Attempt == 0 ? Id : $"{Id}~{Attempt}";
}
