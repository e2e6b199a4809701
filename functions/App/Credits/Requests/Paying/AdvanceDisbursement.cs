using System.Globalization;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Requests.Asking;
using Serverless.App.Credits.Requests.Checking;
using Serverless.Durable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>
/// One look at a request whose money is on its way, and the step that is due: ask payroll again, order what is not ordered, open the
/// loan. Every step is idempotent by a business key, so that it may be repeated after a crash at any point.
/// </summary>
internal sealed class AdvanceDisbursement(
    RequestStore requests,
    RequestPricing pricing,
    GatherFacts gather,
    OrderPayout orders,
    OpenLoan opening,
    LoanStore loans,
    TimeProvider time
) : TaskActivity<DisbursementInput, DisbursementLook>
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(1);

    public override async Task<DisbursementLook> RunAsync(TaskActivityContext context, DisbursementInput input)
    {
        var cancellation = context.CancellationToken;
        for (var step = 0; step < 4; step++)
        {
            if (
                await requests.FindWithAccountsAsync(input.RequestId, cancellation) is not var (request, accounts)
                || request.Round != input.Round
            )
            {
                return new DisbursementLook("superseded", Ended: true, default);
            }

            var look = request.Status switch
            {
                RequestStatus.Disbursing when request.Payout is null => await PrepareAsync(request, cancellation),
                RequestStatus.Disbursing or RequestStatus.PayingCreditors => await OrderAsync(request, accounts, cancellation),
                RequestStatus.Disbursed => await OpenAsync(request, cancellation),
                _ => new DisbursementLook(RequestWords.CodeOf(request.Status), Ended: true, default),
            };
            if (look is not null)
            {
                return look;
            }
        }

        return Sleep("moving", AskAgain);
    }

    /// <summary>Null when a step was taken and the next may follow at once.</summary>
    private async Task<DisbursementLook?> PrepareAsync(CreditRequest request, CancellationToken cancellation)
    {
        var asked = await gather.AskAsync(request, withBureau: false, cancellation);
        if (asked.Found is not { } facts)
        {
            return Sleep(asked.Later!, AskAgain);
        }

        var now = time.GetUtcNow();
        var product = await pricing.ProductOfAsync(request, cancellation);
        var priced = await pricing.PriceAsync(request, cancellation);
        var closesOld = await ClosesOldAsync(request, LimaTime.DateOf(now), cancellation);
        await StepAsync(
            request,
            "prepare",
            before =>
                before.Payout is null
                    ? PayoutRules.Prepare(before, facts, product.Kept, priced.Value, closesOld, now)
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        return null;
    }

    private async Task<DisbursementLook?> OrderAsync(CreditRequest request, PayeeAccounts accounts, CancellationToken cancellation)
    {
        if (await orders.OrderAsync(request, accounts, cancellation) is not { } refused)
        {
            return Sleep("at-bank", LookAgain);
        }

        await StepAsync(
            request,
            "unpayable",
            before => PayoutRules.Refused(before, refused.Line, refused.Attempt, refused.Code, time.GetUtcNow()),
            cancellation
        );
        return null;
    }

    private async Task<DisbursementLook?> OpenAsync(CreditRequest request, CancellationToken cancellation)
    {
        var loanId = await opening.OpenAsync(request, cancellation);
        await StepAsync(request, "open", before => PayoutRules.Open(before, loanId, time.GetUtcNow()), cancellation);
        return null;
    }

    /// <summary>Zero without a top-up; null when the loan to close is not open.</summary>
    private async Task<Money?> ClosesOldAsync(CreditRequest request, DateOnly today, CancellationToken cancellation)
    {
        if (request.TopUpLoanId is not { } old)
        {
            return Money.Zero;
        }

        return await loans.FindOwnAsync(request.MemberId, old, cancellation) is { IsOpen: true } loan
            ? LoanPayoff.On(loan, today).Total
            : null;
    }

    private async Task StepAsync(
        CreditRequest request,
        string step,
        Func<CreditRequest, Result<RequestWalk>> decide,
        CancellationToken cancellation
    )
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"disburse-{request.Round}-{step}");
        var moved = await requests.ChangeAsync(request.Id, new CommandIdentity(key, key, ""), decide, cancellation);
        if (moved.Error is { } error && error.Code != RequestErrors.StepNotAllowed.Code)
        {
            throw new ActivityFailedException(error.Code, $"Step {step} of request {request.Id}");
        }
    }

    private DisbursementLook Sleep(string status, TimeSpan pause) => new(status, Ended: false, time.GetUtcNow() + pause);
}
