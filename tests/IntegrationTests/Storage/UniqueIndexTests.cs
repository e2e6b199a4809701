using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Storage;

public sealed class UniqueIndexTests
{
    private const string Purpose = "member-dni";
    private const string Dni = "40123456";

    private static UniqueIndex IndexOver(StorageClients clients, params string[] kids)
    {
        var keys = kids.Select(kid => new SecurityKey
        {
            Kid = kid,
            Value = Convert.ToBase64String(Enumerable.Repeat((byte)kid[^1], 32).ToArray()),
        });
        return new UniqueIndex(clients, new IndexKeys(new KeyRing(new SecurityOptions { Keys = [.. keys] })), TimeProvider.System);
    }

    [Fact]
    public async Task First_claim_wins_and_the_second_adopts_its_owner()
    {
        var clients = new StorageClients(await AzuriteAccount.CreateAsync(Ledger.Manifest));
        var index = IndexOver(clients, "k1");

        var first = (await index.ReserveAsync(Purpose, Dni, "one", default)).Owner;
        var second = (await index.ReserveAsync(Purpose, Dni, "two", default)).Owner;

        Assert.Equal(("one", "one"), (first, second));
        Assert.Equal("one", await index.FindAsync(Purpose, Dni, default));
        Assert.Null(await index.FindAsync(Purpose, "40123457", default));
    }

    [Fact]
    public async Task Change_of_keys_keeps_one_owner_while_old_and_new_builds_run()
    {
        var clients = new StorageClients(await AzuriteAccount.CreateAsync(Ledger.Manifest));
        var (old, both, next) = (IndexOver(clients, "k1"), IndexOver(clients, "k2", "k1"), IndexOver(clients, "k2"));

        var byOld = (await old.ReserveAsync(Purpose, Dni, "one", default)).Owner;
        var byBoth = (await both.ReserveAsync(Purpose, Dni, "two", default)).Owner;

        Assert.Equal(("one", "one"), (byOld, byBoth));
        Assert.Equal("one", await next.FindAsync(Purpose, Dni, default));
    }

    [Fact]
    public async Task Released_value_can_be_claimed_again_but_only_its_owner_releases_it()
    {
        var index = IndexOver(new StorageClients(await AzuriteAccount.CreateAsync(Ledger.Manifest)), "k2", "k1");
        await index.ReserveAsync(Purpose, Dni, "one", default);

        await index.ReleaseAsync(Purpose, Dni, "two", default);
        Assert.Equal("one", await index.FindAsync(Purpose, Dni, default));

        await index.ReleaseAsync(Purpose, Dni, "one", default);
        Assert.Equal(new Reservation("two", IsNew: true), await index.ReserveAsync(Purpose, Dni, "two", default));
    }

    [Fact]
    public async Task Two_hundred_parallel_creates_with_crashes_leave_exactly_one_aggregate()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var mailbox = new DurableMailbox();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (caller, _) => await CreateUntilAnsweredAsync(account, mailbox, caller)
        );

        var clients = new StorageClients(account);
        var states = await clients.Table("Ledger").TakeAsync("RowKey eq 's'", 1000, default);
        var late = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1));
        await new StorageProcess(account, Ledger.Routes, mailbox.For(null), late).Drain.RunAsync(TimeSpan.FromMinutes(1), default);
        Assert.Single(states);
        Assert.Equal(1, Counter.Parse(states[0]));
        Assert.Single(mailbox.Messages.Select(message => message.Id).Distinct());
    }

    /// <summary>One caller: each try is a process that dies at a step of its own, until one lives to the answer.</summary>
    private static async Task CreateUntilAnsweredAsync(StorageOptions account, DurableMailbox mailbox, int caller)
    {
        for (var life = 0; ; life++)
        {
            var deadly = life == 0 ? 1 + caller % 6 : 0;
            var network = new FaultTransport(
                (call, _) =>
                    call != deadly ? Fault.None
                    : caller % 2 == 0 ? Fault.CrashBefore
                    : Fault.CrashAfter
            );
            var process = new StorageProcess(account, Ledger.Routes, mailbox.For(network), TimeProvider.System, network);
            try
            {
                var owner = (await IndexOver(process.Clients, "k1").ReserveAsync(Purpose, Dni, $"owner-{caller}", default)).Owner;
                var created = await process.Runner.RunAsync(
                    Ledger.Senders,
                    owner,
                    Ledger.Command($"create-{caller}"),
                    before => before.State is null ? Ledger.Send(before) : Error.Conflict("ledger.exists"),
                    default
                );
                await process.RelayAsync();
                Assert.True(created.IsSuccess || created.Error.Code == "ledger.exists");
            }
            catch (Exception) when (network.Died)
            {
                continue;
            }

            if (!network.Died)
            {
                return;
            }
        }
    }
}
