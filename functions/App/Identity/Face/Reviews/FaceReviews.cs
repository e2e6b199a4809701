using System.Globalization;
using Serverless.Platform.Lists;

namespace Serverless.App.Identity.Face.Reviews;

/// <summary>A photo that waits for officers.</summary>
/// <param name="Id">Names member and session to the routes of officers.</param>
/// <param name="Purpose"><c>operation</c> or <c>enrolment</c>.</param>
/// <param name="Votes">How many officers have spoken.</param>
/// <param name="HasReference">Whether there is a photo on file to compare with.</param>
internal sealed record FaceReviewView(
    string Id,
    string MemberId,
    string Purpose,
    string Operation,
    DateTimeOffset Since,
    int Votes,
    bool HasReference,
    string Outcome
)
{
    internal static FaceReviewView Of(FaceProfile profile, FaceSession session) =>
        new(
            FaceReviews.IdOf(profile.MemberId, session.Id),
            profile.MemberId,
            session.Purpose == FacePurpose.Enrolment ? "enrolment" : "operation",
            session.Operation,
            session.StartedAt,
            session.Votes.Count,
            profile.Reference is not null,
            session.Status.ToString()
        );
}

/// <summary>A session as officers reach it.</summary>
internal sealed record FaceReview(FaceProfile Profile, FaceSession Session);

/// <summary>Which photos wait for officers, oldest first.</summary>
internal sealed class FaceReviews(SortedLists lists, FaceStore faces)
{
    /// <summary>The role that looks at faces.</summary>
    internal const string Officer = "identity-officer";

    private const string List = "face-reviews";
    private const char Between = '.';

    internal static string IdOf(string memberId, string sessionId) => $"{memberId}{Between}{sessionId}";

    /// <summary>Before the commit that opens the review: an entry too many is harmless.</summary>
    internal Task PutAsync(string memberId, FaceSession session, CancellationToken cancellation) =>
        lists.PutAsync(List, new ListEntry(KeyOf(session), IdOf(memberId, session.Id)), cancellation);

    /// <summary>After the commit that ends it.</summary>
    internal Task RemoveAsync(FaceSession session, CancellationToken cancellation) => lists.RemoveAsync(List, KeyOf(session), cancellation);

    /// <summary>Null when there is no such session.</summary>
    internal async Task<FaceReview?> FindAsync(string id, CancellationToken cancellation) =>
        id.Split(Between) is [{ Length: > 0 } member, var session]
        && await faces.FindAsync(member, cancellation) is { } profile
        && profile.Find(session) is { } found
            ? new FaceReview(profile, found)
            : null;

    internal async Task<(IReadOnlyList<FaceReviewView> Open, string? Next)> PageAsync(
        string? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var entries = await lists.ReadAsync(List, after, limit, cancellation);
        var open = new List<FaceReviewView>(entries.Count);
        foreach (var entry in entries)
        {
            var review = await FindAsync(entry.Subject, cancellation);
            if (review?.Session.Status == FaceSessionStatus.InReview)
            {
                open.Add(FaceReviewView.Of(review.Profile, review.Session));
            }
            else if (review?.Session.Status != FaceSessionStatus.Running)
            {
                await lists.RemoveAsync(List, entry.Key, cancellation);
            }
        }

        return (open, entries.Count == limit ? entries[^1].Key : null);
    }

    private static string KeyOf(FaceSession session) =>
        string.Create(CultureInfo.InvariantCulture, $"{session.StartedAt.UtcTicks:D19}|{session.Id}");
}
