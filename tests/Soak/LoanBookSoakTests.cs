using Serverless.App;
using Serverless.App.Credits;
using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Messages;
using Serverless.App.Credits.Portfolio;
using Serverless.App.Credits.Schedules;
using Serverless.App.Payments;
using Serverless.App.Payments.Journal;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>
/// Row D52 with a whole loan book: the night's portfolio, then the double-entry journal of the day and its export. <c>SOAK_LINES</c> makes
/// the book smaller. The loans are opened first, which takes longer than both.
/// </summary>
public sealed class LoanBookSoakTests(ITestOutputHelper output)
{
    private const int UsualLoans = 20_000;
    private const int AtOnce = 16;
    private const long Centimos = 800_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task D52_whole_loan_book_and_its_journal_are_added_up_in_flat_memory()
    {
        var loans = Figures.LinesOr(UsualLoans);
        var account = await AzuriteAccount.CreateAsync(StorageManifest.Platform.With(new(["Credits", "Payments"], [], [])));
        var process = new StorageProcess(account, AppRoutes.Table, new DurableMailbox().For(null), TimeProvider.System);
        var rosters = new Rosters(process.Clients);
        var store = new LoanStore(process.Store, process.Runner, new SortedLists(process.Clients), rosters);
        await LendAsync(store, loans);
        var day = LimaTime.Today(TimeProvider.System);

        var portfolio = new BuildPortfolio(
            store,
            rosters,
            new WorkFiles(process.Clients),
            DeskOf(process, CreditsModule.Desk),
            TimeProvider.System
        );
        await MeasureAsync(
            "portfolio",
            loans,
            () => portfolio.RunAsync(default),
            async () => (await portfolio.ReadAsync(default)).IsSuccess
        );
        var book = (await portfolio.ReadAsync(default)).Value.Book;
        var row = Assert.Single(book.Rows);
        Assert.Equal((loans, loans * Centimos), (row.OpenLoans, row.BalanceCentimos));
        Assert.Empty(book.Differences);

        var journal = new BuildJournal(
            [new LoanBook(store, rosters)],
            new WorkFiles(process.Clients),
            DeskOf(process, PaymentsModule.Desk),
            TimeProvider.System
        );
        await MeasureAsync(
            "journal",
            loans,
            () => journal.RunAsync(day, default),
            async () => await journal.FindAsync(day, default) is not null
        );
        var sums = (await journal.FindAsync(day, default))!;
        Assert.Equal((loans * Centimos, loans * Centimos), (sums.DebitCentimos, sums.CreditCentimos));

        using var written = new Counted();
        await MeasureAsync(
            "journal export",
            loans,
            () => new GetJournal(journal).WriteAsync(day, written, default),
            () => Task.FromResult(written.Lines > 0)
        );
        Assert.Equal(loans + 1, written.Lines);
    }

    /// <summary>Runs a job until it is done, as its timer does, and asserts that memory stays flat.</summary>
    private async Task MeasureAsync(string name, int loans, Func<Task> run, Func<Task<bool>> done)
    {
        await using var figures = new Figures(output, name, loans, () => Task.FromResult(0));
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            await run();
        } while (!await done());

        var took = TimeProvider.System.GetElapsedTime(began);
        await figures.EndAsync();
        Assert.InRange(took, TimeSpan.Zero, Limit);
        figures.AssertFlat();
    }

    /// <summary>Loans of one product over 24 months, each with the line of its disbursement.</summary>
    private static async Task LendAsync(LoanStore store, int loans)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = LimaTime.DateOf(now);
        var due = new DateOnly(today.Year, today.Month, 5).AddMonths(2);
        var terms = new AgreedTerms
        {
            Amount = Money.FromCentimos(Centimos),
            Tea = Rate.FromPercent(24m),
            Disbursed = today,
            Instalments = 24,
            FirstDue = due,
            DayOfMonth = due.Day,
            Allocation = new AllocationOrder([.. Enum.GetValues<DueComponent>()], OldestFirst: true),
        };
        var plan = CreditQuote.For(terms.ToEngine(), new WorkingCalendar(HolidayTable.Shipped())).Value.Schedule;
        foreach (var some in Enumerable.Range(0, loans).Chunk(AtOnce))
        {
            var opened = await Task.WhenAll(
                some.Select(number =>
                {
                    var loan = new Loan(Guid.NewGuid().ToString(), $"member-{number}", $"request-{number}", "CONSUMO", terms, plan);
                    return store.OpenAsync(LoanRules.Open(loan, $"order-{number}"), now, default);
                })
            );
            Assert.All(opened, one => Assert.True(one.IsSuccess));
        }
    }

    private static TaskDesk DeskOf(StorageProcess process, DeskName name) =>
        new(name, process.Store, process.Runner, new SortedLists(process.Clients), new DerivedIds(RegisterOffice.Keys));

    /// <summary>Counts the lines that go by and keeps none.</summary>
    private sealed class Counted : Stream
    {
        internal int Lines { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Lines += buffer.AsSpan(offset, count).Count((byte)'\n');

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
