using System.Globalization;
using Microsoft.Extensions.Hosting;
using Serverless.App;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Terms;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Membership;

namespace Serverless.Soak;

/// <summary>
/// Claimants' acts by App's own command code in the account of a running Local: commit, relay and queues are the real ones, only the door
/// with its codes and tokens is left out. Every claim is a REEMBOLSO of a member of its own, because it asks for the fewest papers.
/// </summary>
internal sealed class ClaimOffice : IAsyncDisposable
{
    internal const string FirstPaper = "dni";
    internal const string LastPaper = "payslip-with-discount";
    private const string Payee = "member";
    private static readonly Money Undue = Money.FromCentimos(2_750);
    private static readonly DateOnly Contributed = new(2025, 3, 1);

    private readonly StorageProcess _process;
    private readonly PersonalVault _vault = new(RegisterOffice.Keys);
    private readonly AccountStore _accounts;
    private readonly BenefitTerms _terms;
    private readonly DocumentLists _documents = DocumentLists.Shipped();

    private ClaimOffice(StorageProcess process)
    {
        _process = process;
        _accounts = new AccountStore(process.Store, process.Runner, new Rosters(process.Clients));
        _terms = BenefitTerms.Shipped().At(LimaTime.Today(TimeProvider.System)).Value;
        Claims = new ClaimStore(process.Store, process.Runner, _vault, TimeProvider.System);
    }

    internal ClaimStore Claims { get; }

    /// <summary>When the first reminder of an observation falls due.</summary>
    internal TimeSpan FirstReminder => TimeSpan.FromDays(_terms.ReminderDays[0]);

    internal static async Task<ClaimOffice> OpenAsync(string connectionString)
    {
        var account = new StorageOptions { ConnectionString = connectionString, RelayCapacity = 100_000 };
        var clients = new StorageClients(account);
        var sender = new StorageQueueMessageSender(clients.Queue, new ClaimCheck(clients.Container(ClaimCheck.Container)));
        var office = new ClaimOffice(new StorageProcess(account, AppRoutes.Table, sender, TimeProvider.System));
        await ((IHostedService)office._process.Relay).StartAsync(default);
        return office;
    }

    internal static string ClaimId(int number) => new Guid(number, 0x1c1a, 0x4c1a, [0x8c, 1, 2, 3, 4, 5, 6, 7]).ToString();

    /// <summary>A contribution, so that a refund is due.</summary>
    internal async Task SaveAsync(int number)
    {
        var source = $"soak-{number.ToString(CultureInfo.InvariantCulture)}";
        var member = MemberId(number);
        var received = new ContributionReceived(member, Contributed, Undue.Centimos, Contributed.AddMonths(1), source);
        var rules = FundParameterTable.Shipped().Of(Contributed).Value;
        var posted = await _accounts.PostAsync(
            member,
            new CommandIdentity(source, source, ""),
            account => AccountRules.Contribute(account, received, rules),
            default
        );
        Assert.True(posted.IsSuccess);
    }

    /// <summary>Registers a claim with one of its two papers and submits it: the system will observe it.</summary>
    internal async Task SubmitAsync(int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        await RegisterAsync(Registered(number, now));
        var act = new ClaimAct("submit", ClaimAct.Claimant);
        await ChangeAsync(number, act, claim => ClaimMoveRules.Move(claim, ClaimStep.Submit, now));
    }

    /// <summary>A claim that was observed so long ago that its first reminder falls due then.</summary>
    internal Task ObservedAsync(int number, DateTimeOffset reminderAt)
    {
        var since = reminderAt - FirstReminder;
        var submitted = Registered(number, since) with { Status = ClaimStatus.DocumentCheck };
        return RegisterAsync(DocumentRules.Observe(submitted, DocumentRules.Missing(submitted), since).Value);
    }

    /// <summary>The paper that was missing arrives: the system lets the claim go on.</summary>
    internal Task DeliverAsync(int number)
    {
        var paper = Paper(LastPaper, TimeProvider.System.GetUtcNow());
        var act = new ClaimAct("document-received", ClaimAct.Claimant, LastPaper);
        return ChangeAsync(number, act, claim => DocumentRules.Receive(claim, paper));
    }

    /// <summary>When this was done to a claim, oldest first, UTC; what its timeline is made of.</summary>
    internal async Task<ILookup<string, DateTimeOffset>> DoneAsync(int number) =>
        (await Claims.HistoryAsync(ClaimId(number), default))
            .Where(happened => happened.Type == ClaimEvents.Changed.Type)
            .ToLookup(happened => ClaimEvents.Changed.Read(happened).Act, happened => happened.Time);

    public async ValueTask DisposeAsync()
    {
        await ((IHostedService)_process.Relay).StopAsync(default);
        _process.Relay.Dispose();
    }

    private static string MemberId(int number) => $"soak-member-{number.ToString("D6", CultureInfo.InvariantCulture)}";

    private BenefitClaim Registered(int number, DateTimeOffset at)
    {
        var today = LimaTime.DateOf(at);
        return new BenefitClaim(ClaimId(number), MemberId(number), BenefitKind.Refund, Contributed, _terms)
        {
            Status = ClaimStatus.Registered,
            Since = at,
            RegisteredAt = at,
            Undue = Undue,
            Wanted = _documents.For(BenefitKind.Refund, today).Value,
            Documents = [Paper(FirstPaper, at)],
            Clock = new SlaClock(today, _terms.SlaWorkingDays),
            Duties = [new Duty(FigureRules.Requester, MemberId(number))],
            Shares = [new Share(Payee, LiquidationRules.Whole, false)],
        };
    }

    private async Task RegisterAsync(BenefitClaim claim)
    {
        var key = Claims.NewKey(claim.Id);
        var payee = ClaimPeople.Seal(key, Payee, new ClaimPayee(null, null, "00219100123456789053"));
        var change = new ClaimChange(CommandOf("register", claim.Id), new ClaimAct("register", ClaimAct.Claimant))
        {
            Personal = [key.Row, payee],
        };
        Assert.True((await Claims.RegisterAsync(claim, change, default)).IsSuccess);
    }

    private async Task ChangeAsync(int number, ClaimAct act, Func<BenefitClaim, Result<BenefitClaim>> decide)
    {
        var id = ClaimId(number);
        Assert.True((await Claims.ChangeAsync(id, new ClaimChange(CommandOf(act.Name, id), act), decide, default)).IsSuccess);
    }

    private static CommandIdentity CommandOf(string act, string claimId) => new($"{act}-{claimId}", $"{act}-{claimId}", "");

    private static ClaimDocument Paper(string code, DateTimeOffset at) =>
        new(code, $"upload-{code}", new string('0', 64), 1_000, "application/pdf", at, DocumentVerdict.Received);
}
