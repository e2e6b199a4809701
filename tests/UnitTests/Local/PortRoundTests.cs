using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Serverless.Local.Cli;

namespace Serverless.UnitTests.Local;

public sealed class PortRoundTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ports-").FullName;

    private string Last => Path.Combine(_folder, "last");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_port_is_given_twice_before_thousands_of_others_whoever_asks()
    {
        PortRound[] processes = [.. Enumerable.Range(0, 8).Select(_ => new PortRound(Last))];

        var given = await Task.WhenAll(processes.Select(process => Task.Run(() => Ports(process, 200))));

        var all = given.SelectMany(ports => ports).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(all, port => Assert.InRange(port, PortRound.First, PortRound.AfterLast - 1));
    }

    [Fact]
    public async Task No_free_port_is_given_twice_within_a_process()
    {
        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => LoopbackPort.Free(50))));

        var all = given.SelectMany(ports => ports).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Theory]
    [InlineData("20000", 20_001)]
    [InlineData("31998", 31_999)]
    [InlineData("31999", 20_000)]
    public void Round_goes_on_where_it_was_and_begins_again(string last, int next)
    {
        File.WriteAllText(Last, last);

        Assert.Equal(next, new PortRound(Last).Next());
        Assert.Equal(next.ToString(CultureInfo.InvariantCulture), File.ReadAllText(Last));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a text of some length")]
    [InlineData("7071")]
    [InlineData("32000")]
    [InlineData("-20001")]
    public void Damaged_file_begins_the_round_anew(string last)
    {
        File.WriteAllText(Last, last);
        var round = new PortRound(Last);

        var port = round.Next();

        Assert.InRange(port, PortRound.First, PortRound.AfterLast - 1);
        Assert.Equal(port == PortRound.AfterLast - 1 ? PortRound.First : port + 1, round.Next());
    }

    [Fact]
    public void Link_to_another_file_is_not_followed()
    {
        var other = Path.Combine(_folder, "other");
        File.WriteAllText(other, "precious");
        File.CreateSymbolicLink(Last, other);

        Assert.Throws<LocalFailureException>(() => new PortRound(Last).Next());
        Assert.Equal("precious", File.ReadAllText(other));
    }

    [Fact]
    public void Taken_port_is_refused_in_words()
    {
        var taken = LoopbackPort.AnyFree();
        using var holder = new TcpListener(IPAddress.Loopback, taken);
        holder.Start();

        var refused = Assert.Throws<LocalFailureException>(() => LoopbackPort.EnsureFree(taken));

        Assert.Contains($"Port {taken} is taken", refused.Message, StringComparison.Ordinal);
    }

    private static int[] Ports(PortRound round, int count) => [.. Enumerable.Range(0, count).Select(_ => round.Next())];
}
