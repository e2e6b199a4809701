using System.Globalization;
using Serverless.App.Credits.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Loans;

/// <summary>Where loans are kept, and which ones a member has.</summary>
internal sealed class LoanStore(AggregateStore store, CommandRunner runner, SortedLists lists, Rosters rosters)
{
    /// <summary>Every loan ever opened, for jobs and totals (decision 16).</summary>
    internal const string Roster = "credits-loans";

    private const int MostLoans = 200;

    internal static readonly AggregateKind<Loan> Kind = new(CreditsModule.Table, "credits.loan", CreditsJson.Default.Loan);

    internal async Task<Loan?> FindAsync(string loanId, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, loanId, cancellation)).State;

    /// <summary>A loan as its member may see it: null for anybody else's.</summary>
    internal async Task<Loan?> FindOwnAsync(string memberId, string loanId, CancellationToken cancellation) =>
        Guid.TryParseExact(loanId, "D", out _) && await FindAsync(loanId, cancellation) is { } loan && loan.MemberId == memberId
            ? loan
            : null;

    /// <summary>All loans of a member, oldest first.</summary>
    internal async Task<IReadOnlyList<Loan>> OfMemberAsync(string memberId, CancellationToken cancellation)
    {
        var entries = await lists.ReadAsync(ListOf(memberId), null, MostLoans, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)));
        return [.. found.OfType<Loan>()];
    }

    /// <summary>The ledger, oldest line first.</summary>
    internal async Task<IReadOnlyList<LoanPosting>> LedgerAsync(string loanId, CancellationToken cancellation)
    {
        var events = await store.ReadEventsAsync(Kind, loanId, 0, int.MaxValue, cancellation);
        return [.. events.Where(stored => stored.Type == LoanEvents.Posted.Type).Select(LoanEvents.Posted.Read)];
    }

    /// <summary>The lines that were booked on a day in Lima, whatever day their money counts from.</summary>
    internal async Task<IReadOnlyList<LoanPosting>> BookedAsync(string loanId, DateOnly day, CancellationToken cancellation)
    {
        var events = await store.ReadEventsAsync(Kind, loanId, 0, int.MaxValue, cancellation);
        return
        [
            .. events
                .Where(stored => stored.Type == LoanEvents.Posted.Type && LimaTime.DateOf(stored.Time) == day)
                .Select(LoanEvents.Posted.Read),
        ];
    }

    /// <summary>Opens a loan once, however often the money is reported.</summary>
    internal async Task<Result<Done>> OpenAsync(LoanChange opened, DateTimeOffset at, CancellationToken cancellation)
    {
        var loan = opened.Loan;
        await lists.PutAsync(ListOf(loan.MemberId), new ListEntry($"{loan.Terms.Disbursed:yyyy-MM-dd}|{loan.Id}", loan.Id), cancellation);
        await rosters.AddAsync(Roster, [loan.Id], cancellation);
        var applied = await runner.RunAsync(
            Kind,
            loan.Id,
            new CommandIdentity("open", loan.RequestId, ""),
            before =>
                before.State is null
                    ? Commit(opened, [CreditEvents.LoanDisbursed.With(new LoanMoved(loan.Id, loan.MemberId, at))])
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        return applied.Error is { } error && error != CreditsErrors.NothingToDo ? error : Done.Value;
    }

    /// <summary>
    /// Applies a decision to a loan once per reference. The answer is the loan as it stands afterwards; <c>Left</c> is what of the money
    /// this call could not place, zero for a repetition.
    /// </summary>
    internal async Task<Result<LoanChange>> ChangeAsync(
        string loanId,
        CommandIdentity command,
        string reference,
        DateTimeOffset at,
        Func<Loan, Result<LoanChange>> decide,
        CancellationToken cancellation
    )
    {
        LoanChange? decided = null;
        var applied = await runner.RunAsync(
            Kind,
            loanId,
            command,
            before =>
            {
                if (before.State is not { } loan)
                {
                    return LoanErrors.NotFound;
                }

                if (loan.References.Contains(reference))
                {
                    return CreditsErrors.NothingToDo;
                }

                return decide(loan).Then<Commit<Loan>>(change => Commit(decided = change, Closing(loan, change.Loan, at)));
            },
            cancellation
        );
        if (applied.Error is { } error && error != CreditsErrors.NothingToDo)
        {
            return error;
        }

        return applied is { IsSuccess: true, Value.State: not null }
            ? decided!
            : new LoanChange((await FindAsync(loanId, cancellation))!, [], Money.Zero);
    }

    /// <summary>Notes that payroll was asked for a month, and what is waited for.</summary>
    internal Task<Result<Done>> AskedAsync(string loanId, DateOnly month, PayrollHold? hold, CancellationToken cancellation) =>
        NoteAsync(loanId, $"asked-{month:yyyy-MM}", loan => LoanDiscounts.Asked(loan, month, hold), cancellation);

    /// <summary>Payroll answered: nothing is waited for any more.</summary>
    internal Task<Result<Done>> AnsweredAsync(string loanId, string chargeId, CancellationToken cancellation) =>
        NoteAsync(loanId, $"answered-{chargeId}", loan => LoanDiscounts.Answered(loan, chargeId), cancellation);

    /// <summary>A closed loan with nothing under way may stand in a certificate of owing nothing.</summary>
    /// <param name="closed">As it was read: closed, taken back and closed again it is cleared again.</param>
    internal Task<Result<Done>> ClearAsync(Loan closed, CancellationToken cancellation) =>
        NoteAsync(closed.Id, string.Create(CultureInfo.InvariantCulture, $"clear-{closed.Postings}"), LoanDiscounts.Clear, cancellation);

    private async Task<Result<Done>> NoteAsync(string loanId, string step, Func<Loan, Result<Loan>> decide, CancellationToken cancellation)
    {
        var applied = await runner.RunAsync(
            Kind,
            loanId,
            new CommandIdentity(step, step, ""),
            before =>
                before.State is not { } loan
                    ? LoanErrors.NotFound
                    : decide(loan)
                        .Then<Commit<Loan>>(after =>
                            Commit(
                                new LoanChange(after, [], Money.Zero),
                                [
                                    LoanEvents.DiscountMoved.With(
                                        new(loanId, (after.AtPayroll ?? loan.AtPayroll)?.ChargeId ?? "", after.AtPayroll is not null)
                                    ),
                                ]
                            )
                        ),
            cancellation
        );
        return applied.Error is { } error && error != CreditsErrors.NothingToDo ? error : Done.Value;
    }

    internal static Commit<Loan> Commit(LoanChange change, IReadOnlyList<NewEvent> more) =>
        new(change.Loan) { Events = [.. change.Postings.Select(LoanEvents.Posted.With), .. more], Due = [.. LoanDueWork.Of(change.Loan)] };

    private static IReadOnlyList<NewEvent> Closing(Loan before, Loan after, DateTimeOffset at) =>
        before.IsOpen && !after.IsOpen ? [CreditEvents.LoanPaidOff.With(new LoanMoved(after.Id, after.MemberId, at))] : [];

    private static string ListOf(string memberId) => $"credits-loans-{memberId}";
}
