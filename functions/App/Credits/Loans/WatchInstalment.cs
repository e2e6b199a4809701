using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Loans;

/// <summary>
/// The morning after an instalment's last day: a loan that was not paid falls behind. A message about an instalment that is no longer
/// the next one changes nothing; the payment that moved the loan on has set its own watch.
/// </summary>
internal sealed class WatchInstalment(CommandRunner runner, TimeProvider time)
{
    internal async Task<MessageOutcome> WatchAsync(LoanInstalmentDue due, MessageContext context, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var applied = await runner.RunAsync(
            LoanStore.Kind,
            due.LoanId,
            new CommandIdentity($"message-{context.Id}", context.Id, ""),
            before => Decide(before.State, due, today).Then<Commit<Loan>>(commit => commit with { InboxMessageId = context.Id }),
            cancellation
        );
        return applied.Error == CreditsErrors.NothingToDo ? MessageOutcome.Done
            : applied.Error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : MessageOutcome.From(applied);
    }

    private static Result<Commit<Loan>> Decide(Loan? loan, LoanInstalmentDue due, DateOnly today)
    {
        if (loan is null || loan.NextRow?.PayBy != due.PayBy)
        {
            return CreditsErrors.NothingToDo;
        }

        var accrued = LoanAccrual.To(loan, today);
        if (accrued.Loan.NextRow?.PayBy != due.PayBy)
        {
            // Only grace ended: the next row has its own day.
            return LoanStore.Commit(accrued, []);
        }

        return accrued.Loan.DaysOverdue(today) == 0
            ? CreditsErrors.NothingToDo
            : LoanMoves
                .Next(loan.Status, LoanStep.FallBehind)
                .Then<Commit<Loan>>(status =>
                    LoanStore.Commit(accrued with { Loan = accrued.Loan with { Status = status } }, [LoanEvents.FellBehind.With(due)]) with
                    {
                        Due = [],
                    }
                );
    }
}
