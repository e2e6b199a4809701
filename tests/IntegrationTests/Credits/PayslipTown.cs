using Serverless.App.Credits;
using Serverless.App.Credits.Collecting;
using Serverless.App.Credits.Loans;
using Serverless.App.Payroll;
using Serverless.App.Payroll.Incoming;
using Serverless.App.Payroll.Messages;
using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Requests;
using Serverless.IntegrationTests.Payroll;
using Serverless.Local.Simulators.Payroll;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.IntegrationTests.Credits;

/// <summary>A teacher with a loan and the payroll that pays its instalments, over one account.</summary>
internal sealed class PayslipTown : IAsyncDisposable
{
    private PayslipTown(CreditTown town, Loan loan) => (Town, Loan) = (town, loan);

    internal CreditTown Town { get; }

    /// <summary>As it was opened.</summary>
    internal Loan Loan { get; }

    internal DateOnly Month => new(Loan.Plan.Rows[0].Due.Year, Loan.Plan.Rows[0].Due.Month, 1);

    internal PayrollSimulator Payroll => _payroll ??= PayrollOffice.Payroll(Town.Account, TimeProvider.System);

    private PayrollSimulator? _payroll;

    internal static async Task<PayslipTown> OpenAsync()
    {
        var town = await CreditTown.OpenAsync();
        return new PayslipTown(town, await town.LoanAsync());
    }

    /// <summary>The first of the month: the instalment is asked for, twice as any message may come, and payroll's file is written.</summary>
    internal async Task<OutgoingFile> AskAsync()
    {
        Town.Clock.SetUtcNow(LimaTime.Instant(Month, new TimeOnly(1, 0)));
        var due = new LoanDiscountDue(Loan.Id, Month);
        foreach (var id in (string[])["ask-1", "ask-2"])
        {
            Assert.Equal(MessageOutcome.Done, await Town.Service<AskPayroll>().AskAsync(due, Context(id), default));
        }

        await Town.Queues.PumpAsync("payroll-events", events => events.OnPayrollEvents(), Town.Services, 1);
        var ordered = await Town.Service<OrderOutgoingFile>().OrderAsync("UGEL-01", new("order", "order", ""), default);
        Assert.True(ordered.IsSuccess, ordered.Error?.Code);
        var files = Town.Service<OutgoingFileStore>();
        await Town.Queues.PumpAsync("bulk", bulk => bulk.OnPayrollJobs(), Town.Services, 1);
        return (await files.ReadAsync(ordered.Value.Id, default)).State!;
    }

    /// <summary>Payroll answers after so many days; what it says reaches the loans.</summary>
    internal async Task AnswerAsync(PayrollScript script, int days = 35, bool twice = false)
    {
        Payroll.Script = script;
        await Payroll.AnswerAsync(default);
        Town.Clock.Advance(TimeSpan.FromDays(days));
        await Town.Service<TakeInFiles>().RunAsync(default);
        await Town.Queues.PumpAsync("bulk", bulk => bulk.OnPayrollJobs(), Town.Services, 1);
        await Town.EventsAsync();
        if (twice)
        {
            foreach (var message in Town.Queues.Seen.Where(seen => seen.Type == PayrollEvents.Applied.Type).ToList())
            {
                Town.Queues.Repeat(CreditsModule.Queue, message);
            }

            await Town.EventsAsync();
        }
    }

    internal async Task<Loan> NowAsync() => (await Town.Service<LoanStore>().FindAsync(Loan.Id, default))!;

    internal async Task<IReadOnlyList<LoanPosting>> FromPayrollAsync() =>
        [.. (await Town.Service<LoanStore>().LedgerAsync(Loan.Id, default)).Where(line => line.Kind == PostingKind.PayrollDiscount)];

    internal async Task<DiscountRequest?> RequestAsync()
    {
        var requests = Town.Service<DiscountRequestStore>();
        var attempt = new DiscountAttempt(0, (Month.Year * 100) + Month.Month);
        return (await requests.ReadAsync(requests.IdOf(Town.MemberId, DiscountConcepts.Instalment, attempt), default)).State;
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    private MessageContext Context(string id) =>
        new(new IncomingMessage(id, "t", "/credits", Town.Clock.GetUtcNow(), 1, default), CreditsModule.Queue, 1);
}
