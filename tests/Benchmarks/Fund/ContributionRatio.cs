using System.Diagnostics;
using Azure.Data.Tables;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Fund;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;
using static System.FormattableString;

namespace Serverless.Benchmarks.Fund;

/// <summary>
/// The posting of a file of contributions against the raw operation: the same reads and the same batch of rows per account, made by
/// the bare SDK with the same parallelism on the same Azurite. Rounds alternate, and the medians are compared; every round opens the
/// accounts anew.
/// </summary>
internal static class ContributionRatio
{
    private const int Members = 2_000;
    private const int Rounds = 5;
    private const int AccountsAtOnce = 16;
    private const double Least = 0.7;

    /// <summary>Prints the figures; false when the limit does not hold.</summary>
    internal static async Task<bool> PrintAsync(TextWriter output)
    {
        var (ours, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var account = await ContributionOffice.AccountAsync();
            var office = new ContributionOffice(Process(account), TimeProvider.System);
            await office.RegisterAsync(Members);
            var (our, bare) = (await OursAsync(office, account), await RawAsync(account));
            if (round > 0)
            {
                ours.Add(our);
                raw.Add(bare);
            }
        }

        var (median, bareMedian) = (ours.Order().ElementAt(Rounds / 2), raw.Order().ElementAt(Rounds / 2));
        var ratio = median / bareMedian;
        await output.WriteLineAsync(
            Invariant(
                $"{(ratio >= Least ? "ok  " : "FAIL")} contributions {median:F0}/s, bare SDK {bareMedian:F0}/s, ratio {ratio:F2} (at least {Least})"
            )
        );
        return ratio >= Least;
    }

    private static StorageProcess Process(StorageOptions account) =>
        new(account, App.AppRoutes.Table, new DurableMailbox().For(null), TimeProvider.System);

    private static async Task<double> OursAsync(ContributionOffice office, StorageOptions account)
    {
        var id = await office.ReceiveAsync(account, Members, "2026-03");
        var watch = Stopwatch.StartNew();
        var finished = await office.FinishAsync(id);
        return finished.Counts.Posted == Members
            ? Members / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{finished.Counts}");
    }

    private static async Task<double> RawAsync(StorageOptions account)
    {
        var clients = new StorageClients(account);
        var (index, members, accounts) = (clients.Table("Index"), clients.Table("Membership"), clients.Table("Raw"));
        var names = new IndexKeys(RegisterOffice.Keys);
        await accounts.CreateIfNotExistsAsync();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Members),
            new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce },
            async (number, c) =>
            {
                var name = names.Names("member-dni", ContributionOffice.LineOf(number).Dni.Value)[0];
                var entry = await index.GetEntityAsync<TableEntity>(name, "o", cancellationToken: c);
                var owner = entry.Value.GetString("owner");
                var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner} and RowKey ge {"p|"} and RowKey lt {"s!"}");
                await foreach (var row in members.QueryAsync<TableEntity>(filter, 1000, cancellationToken: c))
                {
                    _ = row.RowKey;
                }

                await accounts.GetEntityIfExistsAsync<TableEntity>(owner, "s", cancellationToken: c);
                await accounts.SubmitTransactionAsync([.. Rows(owner)], c);
            }
        );
        return Members / watch.Elapsed.TotalSeconds;
    }

    /// <summary>State, marker and event, as large as ours.</summary>
    private static IEnumerable<TableTransactionAction> Rows(string partition) =>
        new[] { ("s", 460), ("c|file", 120), ("e|0000000001", 420) }.Select(row => new TableTransactionAction(
            TableTransactionActionType.Add,
            new TableEntity(partition, row.Item1)
            {
                ["d0"] = new byte[row.Item2],
                ["type"] = "fund.account",
                ["at"] = DateTimeOffset.UnixEpoch,
                ["schemaVersion"] = 1,
            }
        ));
}
