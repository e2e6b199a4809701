using Serverless.App.Benefits.Claims;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Progress;

/// <summary>
/// The bank's answers, through Payments. They come late, twice and for attempts that were corrected long ago: only the one that the claim
/// waits for counts, for exactly the amount that was ordered; any other is kept in the claim's chain and moves nothing.
/// </summary>
internal sealed class WhenBankAnswers(ClaimStore claims, TimeProvider time)
{
    internal Task<MessageOutcome> PaidAsync(OrderPaid paid, MessageContext context, CancellationToken cancellation) =>
        ApplyAsync(
            new Heard(paid.Source, paid.SourceId, paid.Attempt, paid.AmountCentimos, paid.BankReference, IsPaid: true),
            context,
            cancellation
        );

    internal Task<MessageOutcome> ReturnedAsync(OrderRejected rejected, MessageContext context, CancellationToken cancellation) =>
        ApplyAsync(
            new Heard(rejected.Source, rejected.SourceId, rejected.Attempt, 0, rejected.Reason, IsPaid: false),
            context,
            cancellation
        );

    private async Task<MessageOutcome> ApplyAsync(Heard heard, MessageContext context, CancellationToken cancellation)
    {
        if (heard.Source != OrderPayments.Source || PayeeKey.Read(heard.SourceId) is not var (claimId, payeeId))
        {
            return MessageOutcome.Done;
        }

        var now = time.GetUtcNow();
        var answer = new PaymentAnswer(payeeId, heard.Attempt, Money.FromCentimos(heard.Centimos), heard.Text);
        var act = heard.IsPaid ? "bank-paid" : "bank-returned";
        var command = new CommandIdentity($"message-{context.Id}", context.Id, "");
        var change = new ClaimChange(command, new ClaimAct(act, ClaimAct.System, payeeId, heard.IsPaid ? null : heard.Text))
        {
            InboxMessageId = context.Id,
        };
        var taken = await claims.ChangeAsync(claimId, change, Expected, cancellation);
        if (taken.Error == BenefitErrors.AnswerUnexpected)
        {
            var aside = new BankAnswerSetAside(claimId, payeeId, heard.Attempt, act, heard.Centimos);
            var kept = change with
            {
                Act = change.Act with { Name = "bank-answer-set-aside" },
                Events = [ClaimEvents.AnswerSetAside.With(aside)],
            };
            taken = await claims.ChangeAsync(claimId, kept, claim => claim, cancellation);
        }

        return taken.Error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(taken.Error) : MessageOutcome.From(taken);

        Result<BenefitClaim> Expected(BenefitClaim claim) =>
            (heard.IsPaid ? PaymentRules.Paid(claim, answer, now) : PaymentRules.Returned(claim, answer, now))
            ?? BenefitErrors.AnswerUnexpected;
    }

    private sealed record Heard(string Source, string SourceId, int Attempt, long Centimos, string Text, bool IsPaid);
}
