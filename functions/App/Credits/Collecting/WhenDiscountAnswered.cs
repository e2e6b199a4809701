using System.Globalization;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Messages;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Credits.Collecting;

/// <summary>
/// Payroll answered for a month's instalments: what it took goes into the ledgers of the loans, once for charge and loan; what it did not
/// take is owed with interest from the due date. More than the loans needed is a task: somebody gives it back.
/// </summary>
internal sealed class WhenDiscountAnswered(
    LoanStore loans,
    ChargeStore charges,
    [FromKeyedServices(CreditsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal Task<MessageOutcome> AppliedAsync(DiscountApplied applied, MessageContext context, CancellationToken cancellation)
    {
        var answer = new ChargeAnswer(Money.FromCentimos(applied.AppliedCentimos), null, LimaTime.DateOf(context.Message.Time));
        return AnswerAsync(applied.MemberId, applied.Concept, applied.Attempt, answer, context, cancellation);
    }

    internal Task<MessageOutcome> RejectedAsync(DiscountRejected rejected, MessageContext context, CancellationToken cancellation)
    {
        var answer = new ChargeAnswer(Money.Zero, rejected.Reason, LimaTime.DateOf(context.Message.Time));
        return AnswerAsync(rejected.MemberId, rejected.Concept, rejected.Attempt, answer, context, cancellation);
    }

    private async Task<MessageOutcome> AnswerAsync(
        string memberId,
        string concept,
        int attempt,
        ChargeAnswer answer,
        MessageContext context,
        CancellationToken cancellation
    )
    {
        if (concept != DiscountConcepts.Instalment)
        {
            return MessageOutcome.Done;
        }

        var settled = await charges.SettleAsync(charges.IdOf(memberId, InstalmentRequested.MonthOf(attempt)), answer, cancellation);
        if (settled.Error is { } unknown)
        {
            return unknown == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(unknown) : MessageOutcome.Reject(unknown);
        }

        var charge = settled.Value;
        foreach (var part in ChargeRules.Split(charge))
        {
            if (await PostAsync(charge, part, cancellation) is { } failed)
            {
                return MessageOutcome.Retry(failed);
            }
        }

        await GiveBackAsync(charge, context, cancellation);
        return MessageOutcome.Done;
    }

    /// <summary>Null when the loan has its part; a loan that was closed in the meantime takes nothing.</summary>
    private async Task<Error?> PostAsync(PayrollCharge charge, ChargePart part, CancellationToken cancellation)
    {
        if (part.Amount > Money.Zero)
        {
            var posted = await loans.ChangeAsync(
                part.LoanId,
                new CommandIdentity($"discount-{charge.Id}", charge.Id, ""),
                charge.Id,
                time.GetUtcNow(),
                loan => ChargeRules.Post(charge, part, loan),
                cancellation
            );
            if (posted.Error == StorageErrors.PreconditionFailed)
            {
                return posted.Error;
            }
        }

        return (await loans.AnsweredAsync(part.LoanId, charge.Id, cancellation)).Error;
    }

    /// <summary>From the ledgers themselves, so that a repetition after a crash comes to the same.</summary>
    private async Task GiveBackAsync(PayrollCharge charge, MessageContext context, CancellationToken cancellation)
    {
        var posted = Money.Zero;
        foreach (var part in charge.Parts)
        {
            var ledger = await loans.LedgerAsync(part.LoanId, cancellation);
            posted += Money.Sum(ledger.Where(line => line.Reference == charge.Id).Select(line => line.Parts.Total));
        }

        if (charge.Applied > posted)
        {
            var facts = new Dictionary<string, string>
            {
                ["charge"] = charge.Id,
                ["member"] = charge.MemberId,
                ["centimos"] = (charge.Applied - posted).Centimos.ToString(CultureInfo.InvariantCulture),
            };
            await desk.OpenAsync(new(ChargeRules.Left.Code, charge.Id, context.Message.Time) { Facts = facts }, cancellation);
        }
    }
}
