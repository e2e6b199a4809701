using System.Text;
using Google.Protobuf.WellKnownTypes;

namespace Serverless.Durable.Protocol;

/// <summary>An OrchestratorRequest whose events stay bytes until they are fed. Valid as long as the bytes are.</summary>
internal sealed class TurnRequest : IDisposable
{
    private TurnRequest(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte> Bytes { get; }

    public string InstanceId { get; private set; } = "";

    public HistoryEntries Past { get; } = new();

    public HistoryEntries New { get; } = new();

    /// <summary>The host wants its history fetched over a stream.</summary>
    public bool RequiresHistoryStreaming { get; private set; }

    /// <summary>The host believes that this process still remembers the instance.</summary>
    public bool LeavesStateOut { get; private set; }

    /// <summary>The host's configured version for sub-orchestrations; null without one.</summary>
    public string? DefaultVersion { get; private set; }

    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static TurnRequest Read(ReadOnlyMemory<byte> bytes)
    {
        var request = new TurnRequest(bytes);
        request.Read(bytes.Span);
        return request;
    }

    public ReadOnlySpan<byte> BodyOf(in HistoryEntry entry) => entry.Body.Of(Bytes.Span);

    public void Dispose()
    {
        Past.Dispose();
        New.Dispose();
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.IsSlice(OrchestratorRequest.PastEventsFieldNumber))
            {
                Past.Add(HistoryEntry.Read(bytes, reader.Value));
            }
            else if (reader.IsSlice(OrchestratorRequest.NewEventsFieldNumber))
            {
                New.Add(HistoryEntry.Read(bytes, reader.Value));
            }
            else if (reader.IsSlice(OrchestratorRequest.PropertiesFieldNumber))
            {
                ReadProperty(reader.Value.Of(bytes));
            }
            else if (reader.IsSlice(OrchestratorRequest.InstanceIdFieldNumber))
            {
                InstanceId = Encoding.UTF8.GetString(reader.Value.Of(bytes));
            }
            else if (reader.IsNumber(OrchestratorRequest.RequiresHistoryStreamingFieldNumber))
            {
                RequiresHistoryStreaming = reader.Number != 0;
            }
        }
    }

    private void ReadProperty(ReadOnlySpan<byte> property)
    {
        var key = WireFields.Bytes(property, 1);
        var value = WireFields.Bytes(property, 2);
        if (key.SequenceEqual("IncludeState"u8))
        {
            LeavesStateOut = Value.Parser.ParseFrom(value) is { HasBoolValue: true, BoolValue: false };
        }
        else if (key.SequenceEqual("defaultVersion"u8) && Value.Parser.ParseFrom(value) is { HasStringValue: true } version)
        {
            DefaultVersion = version.StringValue;
        }
    }
}
