using System.Text;
using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Storage;

/// <summary>Row M20: what somebody with write access to the table would have to do to move a movement back, and how it shows.</summary>
public sealed class EventChainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private readonly List<StoredEvent> _events = Chain([.. Enumerable.Range(1, 5).Select(number => (Noon.AddDays(number), number))]);

    [Fact]
    public void Chain_as_it_was_written_holds() => Assert.True(Holds(_events));

    [Theory]
    [InlineData("time")]
    [InlineData("data")]
    [InlineData("type")]
    [InlineData("removed")]
    [InlineData("swapped")]
    [InlineData("repeated")]
    public void M20_movement_changed_in_the_middle_breaks_the_chain(string how)
    {
        List<StoredEvent> changed = how switch
        {
            "time" => With(2, _events[2] with { Time = Noon }),
            "data" => With(2, _events[2] with { Data = _events[3].Data }),
            "type" => With(2, _events[2] with { Type = "fund.refunded" }),
            "removed" => [.. _events.Where((_, index) => index != 2)],
            "swapped" => [_events[0], _events[2], _events[1], .. _events[3..]],
            _ => [.. _events[..3], _events[2], .. _events[3..]],
        };

        Assert.False(Holds(changed));
    }

    [Fact]
    public void M20_movement_moved_back_with_its_own_hash_made_again_is_betrayed_by_the_next_one()
    {
        var moved = Event(_events[1].Hash, 3, Noon.AddDays(-30), 3);

        Assert.False(Holds(With(2, moved)));
        Assert.True(Holds([.. _events[..2], moved]));
    }

    [Fact]
    public void M20_history_written_again_as_a_whole_ends_in_another_head_than_the_one_that_was_kept()
    {
        var again = Chain([.. Enumerable.Range(1, 5).Select(number => (Noon.AddDays(number == 3 ? -30 : number), number))]);

        Assert.True(Holds(again));
        Assert.NotEqual(_events[^1].Hash.ToArray(), again[^1].Hash.ToArray());
    }

    private List<StoredEvent> With(int index, StoredEvent other) => [.. _events[..index], other, .. _events[(index + 1)..]];

    private static bool Holds(IEnumerable<StoredEvent> events) => EventChain.Holds(EventChain.Start.Span, events);

    private static List<StoredEvent> Chain(IReadOnlyList<(DateTimeOffset Time, int Amount)> movements)
    {
        var events = new List<StoredEvent>();
        foreach (var (time, amount) in movements)
        {
            events.Add(Event(events.Count == 0 ? EventChain.Start : events[^1].Hash, events.Count + 1, time, amount));
        }

        return events;
    }

    private static StoredEvent Event(ReadOnlyMemory<byte> previous, long sequence, DateTimeOffset time, int amount)
    {
        var (id, data) = ($"fund.account.a1.{sequence:D10}", Encoding.UTF8.GetBytes($$"""{"amount":{{amount}}}"""));
        return new StoredEvent(id, sequence, "fund.contributed", 1, time, data)
        {
            CommandId = $"c{sequence}",
            Previous = previous,
            Hash = EventChain.Hash(previous.Span, id, sequence, 1, time, "fund.contributed", data),
        };
    }
}
