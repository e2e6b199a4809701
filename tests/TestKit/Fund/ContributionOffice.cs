using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Serverless.App.Fund;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Contributions;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Parameters;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Register;
using Serverless.Platform.Bulk;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;
using Serverless.TestKit.Membership;

namespace Serverless.TestKit.Fund;

/// <summary>The part of the fund that takes files of contributions, over one life of a process.</summary>
internal sealed class ContributionOffice
{
    internal const int Centimos = 2750;
    private readonly RegisterMember _register;

    internal ContributionOffice(StorageProcess process, TimeProvider time)
    {
        var (store, runner, keys) = (process.Store, process.Runner, RegisterOffice.Keys);
        var ids = new DerivedIds(keys);
        Rosters = new Rosters(process.Clients);
        Lanes = new BulkLanes(time);
        Desk = new TaskDesk(FundModule.Desk, store, runner, new SortedLists(process.Clients), ids);
        Accounts = new AccountStore(store, runner, Rosters);
        Control = new ControlTotals(store, runner);
        Members = new MemberStore(store, new UniqueIndex(process.Clients, new IndexKeys(keys), time), ids, new PersonalVault(keys));
        _register = new RegisterMember(Members, store, time);
        var drop = new DropContainer(process.Clients, FundModule.Partner);
        Files = new ContributionFileStore(store, runner, ids, time);
        Take = new TakeContributions(drop, Files, Desk, time);
        var line = new PostLine(Accounts, new PayrollKeys(Members), Parameters, Desk);
        Posting = new PostContributions(
            drop,
            Files,
            new ContributionSlice(line, Accounts, Lanes),
            Control,
            new CompareFile(Desk),
            new BulkCursor(time),
            time
        );
    }

    internal FundParameterTable Parameters { get; } = FundParameterTable.Shipped();
    internal Rosters Rosters { get; }
    internal BulkLanes Lanes { get; }
    internal TaskDesk Desk { get; }
    internal AccountStore Accounts { get; }
    internal ControlTotals Control { get; }
    internal MemberStore Members { get; }
    internal ContributionFileStore Files { get; }
    internal TakeContributions Take { get; }
    internal PostContributions Posting { get; }

    internal static Task<StorageOptions> AccountAsync() =>
        AzuriteAccount.CreateAsync(
            StorageManifest.Platform.With(new StorageManifest([FundModule.Table, "Membership"], ["drop-contributions"], ["bulk"]))
        );

    /// <summary>Members 1 to <paramref name="members"/> of <see cref="RegisterOffice.Line"/>.</summary>
    internal Task RegisterAsync(int members) =>
        Lanes.RunAsync(members, async (index, c) => await _register.ApplyAsync(LineOf(index + 1), "i1", c), default);

    internal static RegisterLine LineOf(int number)
    {
        var fields = CsvFields.Split(RegisterOffice.Line(number).TrimEnd('\n'))!;
        return RegisterLineParser.Parse(new CsvRecord(1, 0, 2, fields, null), new DateOnly(2026, 12, 1)).Value;
    }

    /// <summary>A file of one contribution for each of those members, in the folder that payroll leaves it in, and taken in; its id.</summary>
    internal async Task<string> ReceiveAsync(StorageOptions account, int members, string period)
    {
        var text = FileOf(members, period);
        var drop = new BlobContainerClient(account.ConnectionString, account.NamePrefix + "drop-contributions");
        await drop.GetBlobClient("in/a.csv").UploadAsync(BinaryData.FromString(text), overwrite: true);
        await Take.RunAsync(default);
        return Files.IdOf(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Wakes the job until it is through.</summary>
    internal async Task<ContributionFile> FinishAsync(string id)
    {
        var message = new IncomingMessage("m", "t", "s", TimeProvider.System.GetUtcNow(), 1, default);
        for (var wake = 0; wake < 1000; wake++)
        {
            var outcome = await Posting.ContinueAsync(new ContributionFileMoved(id, 0), new MessageContext(message, "bulk", 1), default);
            _ = outcome.Error is { } failed ? throw new InvalidOperationException(failed.Code) : true;
            if ((await Files.ReadAsync(id, default)).State is { Status: ContributionFileStatus.Finished } finished)
            {
                return finished;
            }
        }

        throw new InvalidOperationException("The job does not come to an end");
    }

    private static string FileOf(int members, string period)
    {
        var body = new StringBuilder($"H,APORTES,1,UGEL-01,{period},7\r\n");
        for (var number = 1; number <= members; number++)
        {
            var line = LineOf(number);
            body.Append(CultureInfo.InvariantCulture, $"D,{number},{line.Dni.Value},{line.ModularCode},{Centimos}\r\n");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToString())));
        return body.Append(CultureInfo.InvariantCulture, $"T,{members},{(long)members * Centimos},{hash}\r\n").ToString();
    }
}
