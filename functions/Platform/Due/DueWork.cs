namespace Serverless.Platform.Due;

/// <summary>
/// A message for later (decision 15). When its time comes it is sent to the queue; a handler that finds nothing left to do ignores it.
/// </summary>
/// <param name="At">When it is due, UTC; a moment in the past is due at once.</param>
/// <param name="Queue">The receiving queue.</param>
/// <param name="Type">Message type, <c>context.noun-due</c>.</param>
/// <param name="DataVersion">Version of the data's shape.</param>
/// <param name="Data">UTF-8 JSON: ids only.</param>
public sealed record DueWork(DateTimeOffset At, string Queue, string Type, int DataVersion, ReadOnlyMemory<byte> Data);
