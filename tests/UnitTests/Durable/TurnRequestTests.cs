using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;
using EventCase = Serverless.Durable.Protocol.HistoryEvent.EventTypeOneofCase;

namespace Serverless.UnitTests.Durable;

/// <summary>What we read from the bytes ourselves, held against the generated parser.</summary>
public sealed class TurnRequestTests
{
    private static readonly Gen<int> Seeds = Gen.Int[0, int.MaxValue - 1];

    [Fact]
    public void Every_request_is_read_as_the_generated_parser_reads_it() =>
        Seeds.Sample(seed => AssertSame(Requests.Random(new Random(seed))), iter: 300);

    [Fact]
    public void Broken_bytes_are_refused_or_read_as_the_generated_parser_reads_them() =>
        Seeds.Sample(
            seed =>
            {
                var random = new Random(seed);
                var bytes = Requests.Random(random).ToByteArray();
                for (var flips = random.Next(4); flips > 0 && bytes.Length > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                bytes = bytes[..random.Next(bytes.Length + 1)];
                if (Ours(bytes) is not { } ours)
                {
                    return;
                }

                using (ours)
                {
                    // The generated parser also reads what no turn needs, so it may refuse where we do not.
                    if (Theirs(bytes) is { } theirs)
                    {
                        AssertSame(ours, theirs);
                    }
                }
            },
            iter: 5_000
        );

    [Theory]
    [InlineData("0A05")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF01")]
    [InlineData("1AFFFFFFFF0F00")]
    [InlineData("0B")]
    [InlineData("09010203")]
    public void Bytes_that_are_no_message_are_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => TurnRequest.Read(Convert.FromHexString(hex)));

    [Fact]
    public void Of_several_values_of_a_field_the_last_one_counts()
    {
        var twice = new TaskCompletedEvent { TaskScheduledId = 1, Result = "1" }
            .ToByteArray()
            .Concat(new TaskCompletedEvent { TaskScheduledId = 2, Result = "2" }.ToByteArray())
            .ToArray();

        Assert.Equal(2, WireFields.Int32(twice, TaskCompletedEvent.TaskScheduledIdFieldNumber));
        Assert.Equal("2"u8, WireFields.Payload(twice, TaskCompletedEvent.ResultFieldNumber));
    }

    [Theory]
    [InlineData(@"{\""a\"":\""b\\\\c\""}", @"{""a"":""b\\c""}")]
    [InlineData("12", "12")]
    [InlineData(@"\u0041", null)]
    [InlineData(@"a\", null)]
    [InlineData("a\"b", null)]
    [InlineData("a\nb", null)]
    public void Quoted_text_gives_up_on_what_it_does_not_know(string quoted, string? expected)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(quoted);

        var known = QuotedText.TryUnescape(bytes, new byte[bytes.Length], out var text);

        Assert.Equal(expected, known ? System.Text.Encoding.UTF8.GetString(text) : null);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(int.MaxValue)]
    public void Numbers_of_every_length_are_read(int id)
    {
        var request = new OrchestratorRequest { InstanceId = "i" };
        request.NewEvents.Add(
            new HistoryEvent
            {
                EventId = id,
                TaskScheduled = new() { Name = "A" },
            }
        );

        AssertSame(request);
    }

    private static void AssertSame(OrchestratorRequest request)
    {
        using var ours = TurnRequest.Read(request.ToByteArray());
        AssertSame(ours, request);
    }

    private static void AssertSame(TurnRequest ours, OrchestratorRequest theirs)
    {
        Assert.Equal(theirs.InstanceId, ours.InstanceId);
        Assert.Equal(theirs.RequiresHistoryStreaming, ours.RequiresHistoryStreaming);
        AssertSame(ours, ours.Past, theirs.PastEvents);
        AssertSame(ours, ours.New, theirs.NewEvents);
    }

    private static void AssertSame(TurnRequest request, HistoryEntries ours, RepeatedField<HistoryEvent> theirs)
    {
        Assert.Equal(theirs.Count, ours.Count);
        for (var index = 0; index < theirs.Count; index++)
        {
            var (entry, expected) = (ours.Span[index], theirs[index]);
            Assert.Equal((expected.EventId, expected.EventTypeCase), (entry.EventId, Known(entry.Kind)));
            Assert.Equal(WireTime.Read(expected.Timestamp), entry.TimeIn(request.Bytes.Span));
            Assert.Equal(expected, HistoryEvent.Parser.ParseFrom(entry.Whole.Of(request.Bytes.Span)));
            AssertBody(request.BodyOf(entry), expected);
        }
    }

    private static void AssertBody(ReadOnlySpan<byte> body, HistoryEvent e)
    {
        switch (e.EventTypeCase)
        {
            case EventCase.TaskScheduled:
                Assert.Equal(e.TaskScheduled.Name, WireFields.Text(body, TaskScheduledEvent.NameFieldNumber));
                break;
            case EventCase.TaskCompleted:
                Assert.Equal(e.TaskCompleted.TaskScheduledId, WireFields.Int32(body, TaskCompletedEvent.TaskScheduledIdFieldNumber));
                Assert.Equal(e.TaskCompleted.Result ?? "", Payload(body, TaskCompletedEvent.ResultFieldNumber));
                break;
            case EventCase.TimerFired:
                Assert.Equal(e.TimerFired.TimerId, WireFields.Int32(body, TimerFiredEvent.TimerIdFieldNumber));
                break;
            case EventCase.EventRaised:
                Assert.Equal(e.EventRaised.Name, WireFields.Text(body, EventRaisedEvent.NameFieldNumber));
                Assert.Equal(e.EventRaised.Input ?? "", Payload(body, EventRaisedEvent.InputFieldNumber));
                break;
        }
    }

    private static string Payload(ReadOnlySpan<byte> body, int field) =>
        System.Text.Encoding.UTF8.GetString(WireFields.Payload(body, field));

    /// <summary>Entity events have numbers and no names here.</summary>
    private static EventCase Known(EventCase kind) => System.Enum.IsDefined(kind) ? kind : EventCase.None;

    private static TurnRequest? Ours(byte[] bytes)
    {
        try
        {
            return TurnRequest.Read(bytes);
        }
        catch (Exception refused) when (refused is InvalidDataException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static OrchestratorRequest? Theirs(byte[] bytes)
    {
        try
        {
            return OrchestratorRequest.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static class Requests
    {
        public static OrchestratorRequest Random(Random random)
        {
            var request = new OrchestratorRequest { InstanceId = Text(random), RequiresHistoryStreaming = random.Next(9) == 0 };
            request.PastEvents.AddRange(Enumerable.Range(0, random.Next(90)).Select(_ => Event(random)));
            request.NewEvents.AddRange(Enumerable.Range(0, random.Next(4)).Select(_ => Event(random)));
            request.Properties.Add("IncludeState", Value.ForBool(random.Next(2) == 0));
            return request;
        }

        private static HistoryEvent Event(Random random)
        {
            var e = random.Next(12) switch
            {
                0 => Ev.OrchestratorStarted(Ev.T0.AddTicks(random.NextInt64(TimeSpan.TicksPerDay))),
                1 => Ev.ExecutionStarted(Text(random), Text(random)),
                2 => Ev.TaskScheduled(random.Next(), Text(random)),
                3 => Ev.TaskCompleted(random.Next(300), random.Next(5) == 0 ? null : Text(random)),
                4 => Ev.TaskFailed(random.Next(300), random.Next(5) == 0 ? null : Ev.HostFailure(Text(random))),
                5 => Ev.ChildCreated(random.Next(300), Text(random)),
                6 => Ev.ChildCompleted(random.Next(300), Text(random)),
                7 => Ev.TimerCreated(random.Next(300), Ev.T0),
                8 => Ev.TimerFired(random.Next(300)),
                9 => Ev.Raised(Text(random), random.Next(5) == 0 ? null : Text(random)),
                10 => Ev.Sent(random.Next(300), Text(random), Text(random)),
                _ => Ev.OrchestratorCompleted(),
            };
            if (random.Next(20) == 0)
            {
                e.Timestamp = null;
            }

            return e;
        }

        private static string Text(Random random) =>
            string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => "aé\"\\ñ{}"[random.Next(7)]));
    }
}
