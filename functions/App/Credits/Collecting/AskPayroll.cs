using System.Collections.Immutable;
using Serverless.App.Credits.Loans;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits.Collecting;

/// <summary>
/// A month has begun in which an instalment falls due: asks payroll for what the member owes on all loans, in one charge, and notes on each
/// loan that an answer is waited for. Done twice it is done once; stopped between two loans, the message comes again.
/// </summary>
internal sealed class AskPayroll(LoanStore loans, ChargeStore charges, PayrollKeys keys, MemberDirectory members, TimeProvider time)
{
    internal async Task<MessageOutcome> AskAsync(LoanDiscountDue due, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        if (await loans.FindAsync(due.LoanId, cancellation) is not { IsOpen: true } loan)
        {
            return MessageOutcome.Done;
        }

        var today = LimaTime.Today(time);
        var terms = CollectionTermsTable.Shipped.At(due.Month).Value;
        var charge = await charges.FindAsync(charges.IdOf(loan.MemberId, due.Month), cancellation);
        if (charge is null && terms.CanStillAsk(due.Month, today))
        {
            var parts = ChargeRules.Parts(await loans.OfMemberAsync(loan.MemberId, cancellation), due.Month, today);
            if (!parts.IsEmpty)
            {
                var opened = await OpenAsync(loan, due.Month, terms.Until(due.Month), parts, cancellation);
                if (opened.Error is { } failed)
                {
                    return MessageOutcome.Retry(failed);
                }

                charge = opened.Value;
            }
        }

        return await NoteAsync(loan, due.Month, charge, cancellation);
    }

    private async Task<Result<PayrollCharge>> OpenAsync(
        Loan loan,
        DateOnly month,
        DateOnly until,
        ImmutableArray<ChargePart> parts,
        CancellationToken cancellation
    )
    {
        var ugel = await UgelAsync(loan, cancellation);
        var charge = new PayrollCharge(charges.IdOf(loan.MemberId, month), loan.MemberId, ugel, month, until, parts);
        return await charges.OpenAsync(charge, time.GetUtcNow(), cancellation);
    }

    /// <summary>The unit that pays the member now; the one at disbursement when the register has none.</summary>
    private async Task<string> UgelAsync(Loan loan, CancellationToken cancellation) =>
        await keys.OfMemberAsync(loan.MemberId, cancellation) is { } key
        && await members.FindByDniAsync(key.Dni, cancellation) is { Ugel.Length: > 0 } member
            ? member.Ugel
            : loan.Ugel;

    /// <summary>A loan without a part in the charge is only asked about again next month.</summary>
    private async Task<MessageOutcome> NoteAsync(Loan loan, DateOnly month, PayrollCharge? charge, CancellationToken cancellation)
    {
        IReadOnlyList<string> asked = charge is { Status: ChargeStatus.Asked } ? [.. charge.Parts.Select(part => part.LoanId)] : [];
        foreach (var id in asked.Append(loan.Id).Distinct(StringComparer.Ordinal))
        {
            var hold = asked.Contains(id) ? new PayrollHold(charge!.Id, month, charge.Until) : null;
            var noted = await loans.AskedAsync(id, month, hold, cancellation);
            if (noted.Error is { } failed)
            {
                return MessageOutcome.Retry(failed);
            }
        }

        return MessageOutcome.Done;
    }
}
