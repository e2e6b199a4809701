using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Schedules;
using Serverless.Durable;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>
/// Opens the loan of a paid request and closes the one that it replaces. The plan is that of the signed contract; when the money left on
/// a later day the due dates stay and the first period is shorter.
/// </summary>
internal sealed class OpenLoan(LoanStore loans, DerivedIds ids, WorkingCalendar calendar, TimeProvider time)
{
    internal async Task<string> OpenAsync(CreditRequest request, CancellationToken cancellation)
    {
        var payout = request.Payout!;
        var loanId = ids.For("credits", "credits.loan", request.Id);
        var terms = request.Accepted!.Terms.DisbursedOn(payout.PaidOn!.Value);
        var plan = CreditQuote.For(terms.ToEngine(), calendar).Value.Schedule;
        var agreed = new Loan(loanId, request.MemberId, request.Id, request.Product, terms, plan)
        {
            Channel = request.Channel,
            Ugel = request.Ugel,
        };
        var opened = await loans.OpenAsync(LoanRules.Open(agreed, request.Id), time.GetUtcNow(), cancellation);
        if (opened.Error is { } error)
        {
            throw new ActivityFailedException(error.Code, $"Loan of request {request.Id}");
        }

        await CloseOldAsync(request, payout, cancellation);
        return loanId;
    }

    private async Task CloseOldAsync(CreditRequest request, Payout payout, CancellationToken cancellation)
    {
        if (request.TopUpLoanId is not { } old)
        {
            return;
        }

        var reference = $"refinanced-{request.Id}";
        var payment = new LoanPayment(payout.On, payout.ClosesOld, PostingKind.Refinancing, "contract", reference);
        var closed = await loans.ChangeAsync(
            old,
            new CommandIdentity(reference, request.Id, ""),
            reference,
            time.GetUtcNow(),
            loan => LoanRules.PayOff(loan, payment),
            cancellation
        );
        if (closed.Error is { } error)
        {
            throw new ActivityFailedException(error.Code, $"Loan {old} that request {request.Id} closes");
        }
    }
}
