using Serverless.App.Credits.Collecting;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Loans;

/// <summary>What has to be looked at later on a loan; a message that finds the loan moved on changes nothing.</summary>
internal static class LoanDueWork
{
    internal static IEnumerable<DueWork> Of(Loan loan)
    {
        if (loan.NextRow is not { } next)
        {
            yield break;
        }

        // The morning after the instalment's last day, or after payroll's answer was waited for.
        var last = loan.IsHeld(next.Due, next.PayBy) && loan.AtPayroll!.Until > next.PayBy ? loan.AtPayroll.Until : next.PayBy;
        yield return Message(
            LoanEvents.InstalmentDue.With(new LoanInstalmentDue(loan.Id, next.PayBy)),
            LimaTime.Instant(last.AddDays(1), new TimeOnly(5, 0))
        );
        var month = LoanDiscounts.NextMonth(loan, next.Due);
        yield return Message(
            LoanEvents.DiscountDue.With(new LoanDiscountDue(loan.Id, month)),
            CollectionTermsTable.Shipped.At(month).Value.AskAt(month)
        );
    }

    private static DueWork Message(NewEvent message, DateTimeOffset at) =>
        new(at, CreditsModule.Queue, message.Type, message.Version, message.Data);
}
