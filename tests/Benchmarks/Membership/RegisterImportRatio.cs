using System.Diagnostics;
using Azure.Data.Tables;
using Serverless.Platform.Storage;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;
using static System.FormattableString;

namespace Serverless.Benchmarks.Membership;

/// <summary>
/// The register import against the raw operation: the same index row and the same batch of rows per member, written by the bare SDK
/// with the same parallelism to the same Azurite. Rounds alternate, and the medians are compared.
/// </summary>
internal static class RegisterImportRatio
{
    private const int Teachers = 3_000;
    private const int Rounds = 5;
    private const int MembersAtOnce = 16;
    private const double Least = 0.7;

    /// <summary>Prints the figures; false when the limit does not hold.</summary>
    internal static async Task<bool> PrintAsync(TextWriter output)
    {
        var (ours, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (our, bare) = (await OursAsync(), await RawAsync());
            if (round > 0)
            {
                ours.Add(our);
                raw.Add(bare);
            }
        }

        ours.Sort();
        raw.Sort();
        var (median, bareMedian) = (ours[Rounds / 2], raw[Rounds / 2]);
        var ratio = median / bareMedian;
        await output.WriteLineAsync(
            Invariant(
                $"{(ratio >= Least ? "ok  " : "FAIL")} register import {median:F0}/s, bare SDK {bareMedian:F0}/s, ratio {ratio:F2} (at least {Least})"
            )
        );
        return ratio >= Least;
    }

    private static async Task<double> OursAsync()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), new DurableMailbox().For(null));
        await office.ReceiveAsync("i1", string.Concat(Enumerable.Range(1, Teachers).Select(RegisterOffice.Line)));
        var watch = Stopwatch.StartNew();
        await office.FinishAsync("i1");
        return Teachers / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> RawAsync()
    {
        var clients = new StorageClients(await RegisterOffice.AccountAsync());
        var (index, members) = (clients.Table("Index"), clients.Table("Membership"));
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Teachers),
            new ParallelOptions { MaxDegreeOfParallelism = MembersAtOnce },
            async (number, cancellation) =>
            {
                var partition = $"member-{number:D8}-0000-0000-000000000000";
                await index.AddEntityAsync(new TableEntity($"index-{number}", "o") { ["owner"] = partition }, cancellation);
                await members.SubmitTransactionAsync([.. Rows(partition)], cancellation);
            }
        );
        return Teachers / watch.Elapsed.TotalSeconds;
    }

    /// <summary>State, marker, event and the two personal rows, as large as ours.</summary>
    private static IEnumerable<TableTransactionAction> Rows(string partition) =>
        new[] { ("s", 420), ("c|register-i1", 60), ("e|0000000001", 420), ("p|key", 60), ("p|register", 220) }.Select(
            row => new TableTransactionAction(
                TableTransactionActionType.Add,
                new TableEntity(partition, row.Item1)
                {
                    ["d0"] = new byte[row.Item2],
                    ["type"] = "membership.member",
                    ["at"] = DateTimeOffset.UnixEpoch,
                    ["schemaVersion"] = 1,
                }
            )
        );
}
