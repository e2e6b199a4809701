using Serverless.App.Credits.Requests.Checking;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>Where the money of a signed credit goes, and what the bank's answers do to the request.</summary>
internal static class PayoutRules
{
    /// <summary>What a member has at least to name another account.</summary>
    private static readonly TimeSpan TimeToCorrect = TimeSpan.FromDays(7);

    /// <summary>
    /// The last look before the money leaves: the payroll must still have room (domain.md §2.4). What is decided here is what will be paid.
    /// </summary>
    /// <param name="request">Disbursing, nothing ordered yet.</param>
    /// <param name="facts">Asked for now.</param>
    /// <param name="kept">Share of the pay that stays with the worker.</param>
    /// <param name="priced">Of the accepted terms.</param>
    /// <param name="closesOld">Payoff of the loan that a top-up closes; null when that loan is no longer open.</param>
    /// <param name="now">When it is decided.</param>
    internal static Result<RequestWalk> Prepare(
        CreditRequest request,
        CheckFacts facts,
        Rate kept,
        PricedCredit priced,
        Money? closesOld,
        DateTimeOffset now
    )
    {
        var walk = RequestWalk.From(request, RequestWalk.System, now);
        var capacity = facts.Capacity(kept);
        if (CreditSheet.Highest(priced.Quote.Schedule) > capacity)
        {
            return Decline(walk, new DeclineReason(DeclineCodes.PayrollFloor) { Arguments = Floor(capacity) });
        }

        var left = priced.Quote.Received - request.Bought - (closesOld ?? Money.Zero);
        if (closesOld is null || left < Money.Zero || (left == Money.Zero && request.Lines.IsEmpty))
        {
            return Decline(walk, new DeclineReason(DeclineCodes.TopUp));
        }

        var payout = new Payout(left, closesOld.Value, LimaTime.DateOf(now));
        return (request.Lines.IsEmpty ? walk : walk.Step(RequestStep.PayCreditors)).Then<RequestWalk>(next =>
            next.With(after => after with { Payout = payout })
        );
    }

    /// <summary>The bank paid: the member's part, or one creditor. An answer to another attempt, or told again, changes nothing.</summary>
    internal static Result<RequestWalk> Paid(CreditRequest request, int line, int attempt, DateOnly on, DateTimeOffset now)
    {
        if (request.Payout is not { } payout || request.Status is not (RequestStatus.Disbursing or RequestStatus.PayingCreditors))
        {
            return CreditsErrors.NothingToDo;
        }

        var walk = RequestWalk
            .From(request, RequestWalk.System, now)
            .With(after => after with { Payout = payout with { PaidOn = payout.PaidOn ?? on } });
        if (line == 0)
        {
            return attempt == request.Attempt ? walk.Step(RequestStep.Disburse) : CreditsErrors.NothingToDo;
        }

        var paid = request.Lines.FirstOrDefault(known => known.Number == line && known.Attempt == attempt);
        if (paid is not { Status: LineStatus.Pending })
        {
            return CreditsErrors.NothingToDo;
        }

        var after = walk.With(state =>
            state with
            {
                Lines = state.Lines.Replace(paid, paid with { Status = LineStatus.Paid, PaidOn = on }),
            }
        );
        var allPaid = after.Request.Lines.All(known => known.Status != LineStatus.Pending);
        return allPaid && payout.ToMember == Money.Zero ? after.Step(RequestStep.Disburse) : after;
    }

    /// <summary>The bank refused an account: the member corrects it or withdraws.</summary>
    internal static Result<RequestWalk> Refused(CreditRequest request, int line, int attempt, string reason, DateTimeOffset now)
    {
        var current = line == 0 ? request.Attempt : request.Lines.FirstOrDefault(known => known.Number == line)?.Attempt;
        return attempt == current
            ? RequestWalk
                .From(request, RequestWalk.System, now)
                .Step(RequestStep.Fail, reason)
                .Then<RequestWalk>(walk =>
                    walk.With(after =>
                        after with
                        {
                            PaymentReason = reason,
                            ExpiresAt = after.ExpiresAt > now + TimeToCorrect ? after.ExpiresAt : now + TimeToCorrect,
                        }
                    )
                )
            : CreditsErrors.NothingToDo;
    }

    /// <summary>The loan exists.</summary>
    internal static Result<RequestWalk> Open(CreditRequest request, string loanId, DateTimeOffset now) =>
        RequestWalk
            .From(request, RequestWalk.System, now)
            .Step(RequestStep.OpenLoan)
            .Then<RequestWalk>(walk => walk.With(after => after with { LoanId = loanId }));

    /// <summary>The creditor's letter came, in time or late.</summary>
    internal static Result<RequestWalk> LetterReceived(CreditRequest request, int line, string sha256, DateTimeOffset now) =>
        request.Lines.FirstOrDefault(known => known.Number == line) is { Status: LineStatus.Paid or LineStatus.Overdue } paid
            ? RequestWalk
                .From(request, RequestWalk.Member, now)
                .With(after =>
                    after with
                    {
                        Lines = after.Lines.Replace(paid, paid with { Status = LineStatus.ClosureLetterReceived, LetterSha256 = sha256 }),
                    }
                )
            : RequestErrors.LetterInvalid;

    /// <summary>It has not come.</summary>
    internal static Result<RequestWalk> LetterOverdue(CreditRequest request, int line, DateTimeOffset now) =>
        request.Lines.FirstOrDefault(known => known.Number == line) is { Status: LineStatus.Paid } paid
            ? RequestWalk
                .From(request, RequestWalk.System, now)
                .With(after => after with { Lines = after.Lines.Replace(paid, paid with { Status = LineStatus.Overdue }) })
            : CreditsErrors.NothingToDo;

    private static Result<RequestWalk> Decline(RequestWalk walk, DeclineReason reason) =>
        walk.Step(RequestStep.Decline, reason.Code)
            .Then<RequestWalk>(declined => declined.With(after => after with { Reasons = [reason] }));

    private static System.Collections.Immutable.ImmutableDictionary<string, string> Floor(Money capacity) =>
        System
            .Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("capacity", capacity.ToString())
            .Add("amount", "otro monto")
            .Add("term", "otro plazo de");
}
