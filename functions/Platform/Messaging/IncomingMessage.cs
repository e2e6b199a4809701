namespace Serverless.Platform.Messaging;

/// <summary>A CloudEvents 1.0 message as it came off a queue, its attributes checked and its data not yet understood.</summary>
/// <param name="Id">The inbox key; the same in every copy of the message.</param>
/// <param name="Type">What happened, <c>context.noun-past-tense</c>; a vendor's event has the vendor's name.</param>
/// <param name="Source">Whom it comes from.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="DataVersion">Version of the data's shape; 1 when the sender does not say.</param>
/// <param name="Data">UTF-8 JSON; <c>null</c> as text when there is none.</param>
public sealed record IncomingMessage(string Id, string Type, string Source, DateTimeOffset Time, int DataVersion, ReadOnlyMemory<byte> Data)
{
    /// <summary>W3C trace context of the sender.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Which vendor attempt this copy brings; 0 for the message itself (decision 19).</summary>
    public int Attempt { get; init; }

    /// <summary>Where the data lies when it was too large to travel (CloudEvents' <c>dataref</c> extension).</summary>
    public string? DataRef { get; init; }
}
