using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Serverless.App;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Uit;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Register;
using Serverless.App.Payroll;
using Serverless.App.Payroll.Incoming;
using Serverless.App.Payroll.Messages;
using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Requests;
using Serverless.App.Payroll.Tasks;
using Serverless.Local.Simulators.Payroll;
using Serverless.Platform.Bulk;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;

namespace Serverless.IntegrationTests.Payroll;

/// <summary>One life of the process that talks with payroll; when its network kills it, the next one goes on.</summary>
internal sealed class PayrollOffice
{
    internal const string Ugel = "210101";
    internal static readonly DateTimeOffset Asked = new(2026, 12, 1, 15, 0, 0, TimeSpan.Zero);

    private static readonly KeyRing Keys = new(
        new SecurityOptions { Keys = [new SecurityKey { Kid = "k1", Value = Convert.ToBase64String(new byte[32]) }] }
    );

    private readonly StorageProcess _process;
    private readonly RegisterMember _register;

    internal PayrollOffice(StorageOptions account, DurableMailbox mailbox, TimeProvider time, FaultTransport? network = null)
    {
        _process = new StorageProcess(account, AppRoutes.Table, mailbox.For(network), time, network);
        var (store, runner, ids) = (_process.Store, _process.Runner, new DerivedIds(Keys));
        var index = new UniqueIndex(_process.Clients, new IndexKeys(Keys), time);
        var (lists, options) = (new SortedLists(_process.Clients), new PayrollOptions());
        Members = new MemberStore(store, index, ids, new PersonalVault(Keys));
        _register = new RegisterMember(Members, store, time);
        var keys = new PayrollKeys(Members);
        Drop = new DropContainer(_process.Clients, PayrollModule.Partner);
        Tasks = new PayrollTaskStore(store, runner, lists, ids);
        Requests = new DiscountRequestStore(store, lists, index, ids);
        Outgoing = new OutgoingFileStore(store, runner, lists, ids);
        Incoming = new IncomingFileStore(store, runner, ids);
        var contribution = new MonthlyContribution(new TaxUnits(new UitStore(store, runner)));
        var plan = new OutgoingPlan(new WorkFiles(_process.Clients), lists, contribution);
        When = new WhenAffiliationSent(new OpenDiscount(Requests, runner));
        Orders = new OrderOutgoingFile(store, Outgoing, Requests, contribution, Tasks, options, time);
        Maker = new MakeOutgoingFile(
            Outgoing,
            plan,
            new PutInFile(Requests, runner, keys, contribution, Tasks),
            new WriteOutgoingFile(Drop, plan, Requests, keys),
            Tasks,
            options,
            new BulkCursor(time),
            time
        );
        Taker = new TakeInFiles(Drop, new TakeInFile(Drop, Incoming, Outgoing, Tasks, time));
        Booker = new BookIncomingFile(
            Drop,
            Incoming,
            Outgoing,
            new IncomingSlice(new BookLine(Requests, runner, keys, Tasks)),
            new BulkCursor(time),
            time
        );
    }

    internal MemberStore Members { get; }
    internal DropContainer Drop { get; }
    internal PayrollTaskStore Tasks { get; }
    internal DiscountRequestStore Requests { get; }
    internal OutgoingFileStore Outgoing { get; }
    internal IncomingFileStore Incoming { get; }
    internal WhenAffiliationSent When { get; }
    internal OrderOutgoingFile Orders { get; }
    internal MakeOutgoingFile Maker { get; }
    internal TakeInFiles Taker { get; }
    internal BookIncomingFile Booker { get; }

    internal StorageProcess Process => _process;

    internal static Task<StorageOptions> AccountAsync() =>
        AzuriteAccount.CreateAsync(StorageManifest.Platform.With(PayrollModule.Storage).With(new StorageManifest(["Membership"], [], [])));

    /// <summary>Payroll's side of the same account; its events go to a queue that nobody empties, the mailbox carries them.</summary>
    internal static PayrollSimulator Payroll(StorageOptions account, TimeProvider time) =>
        new(
            new BlobContainerClient(account.ConnectionString, account.NamePrefix + PayrollSimulator.Container),
            new QueueClient(account.ConnectionString, account.NamePrefix + PayrollSimulator.Queue),
            time
        );

    internal static Dni Document(int number) => Dni.Parse(RegisterOffice.Document(number)).Value;

    internal async Task<string> RegisterAsync(int number)
    {
        var fields = CsvFields.Split(RegisterOffice.Line(number).TrimEnd('\n'))!;
        var line = RegisterLineParser.Parse(new CsvRecord(1, 0, 2, fields, null), new DateOnly(2026, 12, 1)).Value;
        await _register.ApplyAsync(line, "i1", default);
        return (await Members.FindAsync(Document(number), default))!.State.Id;
    }

    internal async Task AskAsync(string memberId, int number, int attempt = 1)
    {
        var sent = new AffiliationSentToPayroll(memberId, 1, attempt, Ugel, "nombrado", Asked.AddSeconds(number));
        var message = new IncomingMessage($"sent-{memberId}-{attempt}", "sent", "/membership", sent.At, 1, default);
        var outcome = await When.HandleAsync(sent, new MessageContext(message, "payroll-events", 1), default);
        Assert.Equal(MessageOutcome.Done, outcome);
    }

    internal async Task<OutgoingFile> OrderAsync(string command = "order-1") => (await TryOrderAsync(command)).Value;

    internal Task<Result<OutgoingFile>> TryOrderAsync(string command) =>
        Orders.OrderAsync(Ugel, new CommandIdentity(command, command, ""), default);

    /// <summary>The member's right: nothing personal is left to be read.</summary>
    internal async Task EraseAsync(string memberId)
    {
        var known = (await Members.ReadAsync(memberId, default))!;
        var commit = new Commit<Member>(known.State) { Personal = PersonalVault.Erase(known.Personal) };
        var erased = await _process.Store.CommitAsync(MemberStore.Kind, known.Snapshot, new("erase", "erase", ""), commit, default);
        Assert.True(erased.IsSuccess);
    }

    /// <summary>What the functions of the queue <c>bulk</c> would do with a message.</summary>
    internal async Task HandleAsync(OutgoingMessage message)
    {
        var context = new MessageContext(
            new IncomingMessage(message.Id, message.Type, message.Source, message.Time, message.DataVersion, message.Data),
            "bulk",
            1
        );
        // What payroll answered goes on to other contexts, whose queues nobody reads here.
        if (new QueueHandlers().OnPayrollJobs().Find(message.Type) is { } handle)
        {
            Assert.Null((await handle(new Services(this), context, default)).Error);
        }
    }

    /// <summary>The events of a member's request that other contexts receive.</summary>
    internal async Task<IReadOnlyList<string>> EventsAsync(string memberId, int attempt = 1)
    {
        var id = Requests.IdOf(memberId, DiscountConcepts.Affiliation, new DiscountAttempt(1, attempt));
        var events = await _process.Store.ReadEventsAsync(DiscountRequestStore.Kind, id, 0, 100, default);
        return [.. events.Select(e => e.Type)];
    }

    internal async Task<DiscountRequest> RequestAsync(string memberId, int attempt = 1) =>
        (await Requests.ReadAsync(Requests.IdOf(memberId, DiscountConcepts.Affiliation, new DiscountAttempt(1, attempt)), default)).State!;

    private sealed class Services(PayrollOffice office) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(MakeOutgoingFile) ? office.Maker
            : serviceType == typeof(BookIncomingFile) ? office.Booker
            : null;
    }
}
