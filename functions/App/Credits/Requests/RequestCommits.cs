using Serverless.App.Credits.Requests.Paying;
using Serverless.Platform.Due;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests;

/// <summary>What follows from where a decision arrived, all in its own commit: a check, an orchestration, a void contract, a letter to wait for.</summary>
internal static class RequestCommits
{
    private static readonly TimeSpan LetterTerm = TimeSpan.FromDays(30);

    internal static Commit<CreditRequest> Of(RequestWalk walk) =>
        new(walk.Request)
        {
            Events = [.. walk.Events, .. Follow(walk)],
            Messages = DisbursementMessages.Of(walk),
            Due = [.. Letters(walk), .. Terms(walk)],
        };

    private static IEnumerable<NewEvent> Follow(RequestWalk walk)
    {
        if (walk.Reached(RequestStatus.Precheck))
        {
            yield return RequestEvents.PrecheckDue.With(new RequestDue(walk.Request.Id));
        }

        if (
            walk.Reached(RequestStatus.Withdrawn)
            || walk.Reached(RequestStatus.Expired)
            || (walk.Reached(RequestStatus.Declined) && walk.Request.Accepted is not null)
        )
        {
            yield return RequestEvents.Ended.With(new RequestDue(walk.Request.Id));
        }
    }

    /// <summary>A refused account gives time to correct it, and no more.</summary>
    private static IEnumerable<DueWork> Terms(RequestWalk walk) =>
        walk.Reached(RequestStatus.DisburseFailed) ? [RequestEvents.Expiry(walk.Request)] : [];

    /// <summary>Once the loan is open, every creditor's letter is waited for.</summary>
    private static IEnumerable<DueWork> Letters(RequestWalk walk) =>
        walk.Reached(RequestStatus.LoanOpen)
            ? walk.Request.Lines.Select(line => RequestEvents.Letter(walk.Request.Id, line.Number, walk.Now + LetterTerm))
            : [];
}
