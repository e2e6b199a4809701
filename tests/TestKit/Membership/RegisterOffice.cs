using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.App;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Register;
using Serverless.Platform.Bulk;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.TestKit.Membership;

/// <summary>One life of the process that takes registers over; when its network kills it, the next one goes on.</summary>
internal sealed class RegisterOffice
{
    /// <summary>The one key of every office: processes that share an account share it.</summary>
    internal static readonly SecurityKey Key = new() { Kid = "k1", Value = Convert.ToBase64String(new byte[32]) };

    internal static readonly KeyRing Keys = new(new SecurityOptions { Keys = [Key] });

    private readonly StorageProcess _process;
    private readonly RegisterFiles _files;

    internal RegisterOffice(StorageOptions account, IMessageSender sender, FaultTransport? network = null, TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        _process = new StorageProcess(account, AppRoutes.Table, sender, time, network);
        var index = new UniqueIndex(_process.Clients, new IndexKeys(Keys), time);
        Members = new MemberStore(_process.Store, index, new DerivedIds(Keys), new PersonalVault(Keys));
        Imports = new RegisterImportStore(_process.Store, _process.Runner, time);
        Uploads = new Uploads(_process.Clients, _process.Store, _process.Runner, time);
        _files = new RegisterFiles(
            new WorkFiles(_process.Clients),
            ErrorCatalogue.Load(typeof(WorkFiles).Assembly, typeof(AppRoutes).Assembly)
        );
        Register = new RegisterMember(Members, _process.Store, time);
        Lanes = new BulkLanes(time);
        Job = new TakeOverRegister(Imports, Uploads, _files, new RegisterSlice(Register, Lanes), new BulkCursor(time), time);
        Find = new FindMember(Members, new MemberViews(_process.Store));
        Remove = new RemoveRegister(Imports, Uploads, _files);
    }

    internal MemberStore Members { get; }

    internal RegisterMember Register { get; }

    internal BulkLanes Lanes { get; }

    internal RegisterImportStore Imports { get; }

    internal Uploads Uploads { get; }

    internal TakeOverRegister Job { get; }

    internal FindMember Find { get; }

    internal RemoveRegister Remove { get; }

    internal AggregateStore Store => _process.Store;

    internal FaultTransport Network => _process.Network;

    internal static Task<StorageOptions> AccountAsync() =>
        AzuriteAccount.CreateAsync(StorageManifest.Platform.With(new StorageManifest(["Membership"], [], ["bulk"])));

    /// <summary>A file on the shelf, received and ready for the job.</summary>
    internal async Task<string> ReceiveAsync(string id, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var opened = RegisterImportRules.Open(id, "officer-1", bytes.Length, hash, TimeProvider.System.GetUtcNow()).Value;
        await Imports.OpenAsync(opened, new CommandIdentity($"open-{id}", id, hash), default);
        await Uploads.BeginAsync(id, id, new UploadAnnouncement(bytes.Length, hash, "text/csv"), default);
        for (var block = 0; block * UploadState.BlockBytes < bytes.Length; block++)
        {
            var part = bytes.AsMemory(block * UploadState.BlockBytes)[
                ..Math.Min(UploadState.BlockBytes, bytes.Length - (block * UploadState.BlockBytes))
            ];
            using var body = new MemoryStream(part.ToArray());
            await Uploads.PutBlockAsync(id, id, block, Convert.ToHexStringLower(SHA256.HashData(part.Span)), body, default);
        }

        await Uploads.FinishAsync(id, id, default);
        var snapshot = await Imports.ReadAsync(id, default);
        await Imports.StepAsync(snapshot, RegisterImportRules.Receive(opened).Value, RegisterImportEvents.Received, default);
        return id;
    }

    /// <summary>Wakes the job until it is through.</summary>
    internal async Task<RegisterImport> FinishAsync(string id)
    {
        for (var wake = 0; wake < 1000; wake++)
        {
            await WakeAsync(id);
            if (await Imports.FindAsync(id, default) is { Status: RegisterImportStatus.Finished } finished)
            {
                return finished;
            }
        }

        throw new InvalidOperationException("The job does not come to an end");
    }

    internal Task<MessageOutcome> WakeAsync(string id)
    {
        var message = new IncomingMessage("m", "t", "s", TimeProvider.System.GetUtcNow(), 1, default);
        return Job.ContinueAsync(new RegisterImportMoved(id, 0), new MessageContext(message, "bulk", 1), default);
    }

    internal async Task<string> ReportAsync(string id, int slices)
    {
        using var text = new MemoryStream();
        for (var slice = 1; slice <= slices; slice++)
        {
            await _files.CopyReportAsync(id, slice, text, default);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    internal static string Line(int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Document(number)},{1_000_000_000L + number},QUISPE,ROSA {number},1974-05-03,nombrado,210101,Z-3,F,\n"
        );

    internal static string Document(int number)
    {
        var dni = Dni.Parse((40_000_000 + number).ToString(CultureInfo.InvariantCulture)).Value;
        return $"{dni.Value}-{dni.CheckDigit}";
    }
}
