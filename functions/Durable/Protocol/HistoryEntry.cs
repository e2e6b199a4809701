using Serverless.Durable.Payloads;
using EventCase = Serverless.Durable.Protocol.HistoryEvent.EventTypeOneofCase;
using Time = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Serverless.Durable.Protocol;

/// <summary>A HistoryEvent that is still bytes of its request: what kind it is and where its parts lie.</summary>
/// <param name="EventId">The step's number in rows that schedule, else -1.</param>
/// <param name="Kind">None without a body; may be a number for which the schema has no name.</param>
/// <param name="Whole">The HistoryEvent.</param>
/// <param name="Body">The message of its kind.</param>
/// <param name="Timestamp">The message google.protobuf.Timestamp.</param>
internal readonly record struct HistoryEntry(int EventId, EventCase Kind, Slice Whole, Slice Body, Slice Timestamp)
{
    private const int FirstKind = HistoryEvent.ExecutionStartedFieldNumber;
    private const int LastKind = HistoryEvent.ExecutionRewoundFieldNumber;

    public static HistoryEntry Read(ReadOnlySpan<byte> request, Slice whole)
    {
        var (id, kind, body, timestamp) = (0, EventCase.None, default(Slice), default(Slice));
        var reader = new WireReader(request, whole);
        while (reader.Next())
        {
            if (reader.IsNumber(HistoryEvent.EventIdFieldNumber))
            {
                id = unchecked((int)reader.Number);
            }
            else if (reader.IsSlice(HistoryEvent.TimestampFieldNumber))
            {
                timestamp = reader.Value;
            }
            else if (reader.Field is >= FirstKind and <= LastKind && reader.IsSlice(reader.Field))
            {
                (kind, body) = ((EventCase)reader.Field, reader.Value);
            }
        }

        return new(id, kind, whole, body, timestamp);
    }

    /// <summary>UTC.</summary>
    public DateTime TimeIn(ReadOnlySpan<byte> request)
    {
        var time = Timestamp.Of(request);
        return WireTime.Read(WireFields.Number(time, Time.SecondsFieldNumber), WireFields.Int32(time, Time.NanosFieldNumber));
    }
}
