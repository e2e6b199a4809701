using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Security;

namespace Serverless.UnitTests.Security;

public sealed class SignedTicketsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Ticket_opens_what_it_names_until_it_ends()
    {
        var tickets = Tickets(1);
        var ticket = tickets.Write("file", "a|b", _time.GetUtcNow().AddMinutes(5));

        Assert.Equal("a|b", tickets.Read("file", ticket));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(tickets.Read("file", ticket));
    }

    [Fact]
    public void Ticket_of_another_purpose_or_key_and_a_changed_one_open_nothing()
    {
        var ticket = Tickets(1).Write("file", "a", _time.GetUtcNow().AddMinutes(5));

        Assert.Null(Tickets(1).Read("other", ticket));
        Assert.Null(Tickets(2).Read("file", ticket));
        for (var i = 0; i < ticket.Length - 1; i++)
        {
            var changed = ticket[..i] + (ticket[i] == 'A' ? 'B' : 'A') + ticket[(i + 1)..];
            Assert.Null(Tickets(1).Read("file", changed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Nonsense_is_no_ticket(string nonsense)
    {
        Assert.Null(Tickets(1).Read("file", nonsense));
        Assert.Null(Tickets(1).Read("file", new string('A', 10_000)));
    }

    private SignedTickets Tickets(byte key)
    {
        var value = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]);
        var options = new SecurityOptions();
        options.Keys.Add(new SecurityKey { Kid = "k1", Value = value });
        return new SignedTickets(new KeyRing(options), _time);
    }
}
