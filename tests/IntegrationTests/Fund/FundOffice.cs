using Serverless.App;
using Serverless.App.Fund;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Adjustments;
using Serverless.App.Fund.Contributions;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Months;
using Serverless.App.Fund.Statements;
using Serverless.App.Membership.Members;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Bulk;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;
using Serverless.TestKit;
using Serverless.TestKit.Fund;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;

namespace Serverless.IntegrationTests.Fund;

/// <summary>One life of the process that keeps the fund's books; when its network kills it, the next one goes on.</summary>
internal sealed class FundOffice
{
    private readonly TimeProvider _time;
    private readonly ContributionOffice _contributions;

    internal FundOffice(StorageOptions account, DurableMailbox mailbox, TimeProvider time, FaultTransport? network = null)
    {
        _time = time;
        Process = new StorageProcess(account, AppRoutes.Table, mailbox.For(network), time, network);
        var (store, runner) = (Process.Store, Process.Runner);
        _contributions = new ContributionOffice(Process, time);
        var parameters = _contributions.Parameters;
        Runs = new FundRunStore(store, runner, time);
        Start = new StartRuns(Runs, parameters, Control, time);
        Work = new WorkRun(
            Runs,
            _contributions.Rosters,
            new CloseAccount(Accounts, parameters),
            new CheckAccount(Accounts, Desk),
            Control,
            new CompareControl(Control, Desk),
            _contributions.Lanes,
            new BulkCursor(time),
            time
        );
        Adjustments = new AdjustmentStore(store, runner, new SortedLists(Process.Clients), new DerivedIds(RegisterOffice.Keys));
        Propose = new ProposeAdjustment(Accounts, Adjustments, time);
        Adjust = new WhenAdjustmentMoved(Adjustments, new PostEntries(Accounts, Control, Desk));
        When = new WhenDiscountApplied(Accounts, parameters, Control, Desk, time);
        Statements = new ReadStatement(Accounts, parameters, time);
    }

    internal StorageProcess Process { get; }
    internal MemberStore Members => _contributions.Members;
    internal ContributionFileStore Files => _contributions.Files;
    internal TakeContributions Take => _contributions.Take;
    internal PostContributions Posting => _contributions.Posting;
    internal TaskDesk Desk => _contributions.Desk;
    internal AccountStore Accounts => _contributions.Accounts;
    internal ControlTotals Control => _contributions.Control;
    internal FundRunStore Runs { get; }
    internal StartRuns Start { get; }
    internal WorkRun Work { get; }
    internal WhenDiscountApplied When { get; }
    internal AdjustmentStore Adjustments { get; }
    internal ProposeAdjustment Propose { get; }
    internal WhenAdjustmentMoved Adjust { get; }
    internal ReadStatement Statements { get; }

    internal static Task<StorageOptions> AccountAsync() => ContributionOffice.AccountAsync();

    internal static string Document(int number) => ContributionOffice.LineOf(number).Dni.Value;

    internal static string Modular(int number) => ContributionOffice.LineOf(number).ModularCode;

    internal Task RegisterAsync(int members) => _contributions.RegisterAsync(members);

    internal async Task<IReadOnlyList<DeskTask>> TasksAsync() => (await Desk.OpenPageAsync(null, 100, default)).Tasks;

    /// <summary>An approval, as its route decides it.</summary>
    internal Task<Result<KnownAdjustment>> DecideAsync(string id, string officer) =>
        Adjustments.StepAsync(
            id,
            new CommandIdentity($"approve-{officer}", $"approve-{officer}", ""),
            ("approve", officer),
            before => AdjustmentRules.Decide(before!, null, officer, _time.GetUtcNow()),
            default
        );

    /// <summary>Payroll's word that it withheld a contribution.</summary>
    internal async Task<MessageOutcome> WithheldAsync(string memberId, string period, DateTimeOffset at, string? messageId = null)
    {
        var applied = new DiscountApplied(memberId, DiscountConcepts.Contribution, 0, 1, period, 2750, 2750);
        var id = messageId ?? $"applied-{memberId}-{period}";
        var message = new IncomingMessage(id, PayrollEvents.Applied.Type, "/payroll", at, 1, default);
        return await When.ApplyAsync(applied, new MessageContext(message, "fund-events", 1), default);
    }

    /// <summary>What the functions of the queue <c>bulk</c> would do with a message.</summary>
    internal async Task HandleAsync(OutgoingMessage message)
    {
        var incoming = new IncomingMessage(message.Id, message.Type, message.Source, message.Time, message.DataVersion, message.Data);
        if ((new QueueHandlers().OnFundJobs().Find(message.Type) ?? new QueueHandlers().OnFundEvents().Find(message.Type)) is { } handle)
        {
            Assert.Null((await handle(new Services(this), new MessageContext(incoming, "bulk", 1), default)).Error);
        }
    }

    internal static TimerTick Tick => new(false, null, null);

    private sealed class Services(FundOffice office) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(WorkRun) ? office.Work
            : serviceType == typeof(PostContributions) ? office.Posting
            : serviceType == typeof(WhenAdjustmentMoved) ? office.Adjust
            : null;
    }
}
