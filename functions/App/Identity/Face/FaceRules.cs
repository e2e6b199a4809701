using System.Globalization;
using Serverless.Platform.Face;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Face;

/// <summary>A face that an act asks for.</summary>
/// <param name="Within">How old the decision of a machine may be.</param>
/// <param name="Reviewed">How old that of officers may be.</param>
internal sealed record FaceNeed(string Operation, string OperationHash, string Device, TimeSpan Within, TimeSpan Reviewed);

/// <summary>Which verification counts for which act, and how a verification goes (domain.md sections 3.4 and 5.1).</summary>
internal static class FaceRules
{
    /// <summary>Sessions that are remembered; an older one is over for long.</summary>
    private const int MostSessions = 8;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The newest match for this very act on this device that is fresh and not used up by another command.</summary>
    internal static FaceSession? Fresh(FaceProfile? profile, FaceNeed need, string? command, DateTimeOffset now) =>
        profile?.Sessions.LastOrDefault(session =>
            IsFor(session, need) && (session.SpentBy is null ? IsRecent(session, need, now) : session.SpentBy == command)
        );

    /// <summary>The newest match that the step before this one used up: its act is done, and it is fresh for the next step of it.</summary>
    /// <param name="need">Operation and hash of that step.</param>
    internal static FaceSession? Earlier(FaceProfile? profile, FaceNeed need, DateTimeOffset now) =>
        profile?.Sessions.LastOrDefault(session => session.SpentBy is not null && IsFor(session, need) && IsRecent(session, need, now));

    /// <summary>Uses a match up; a match authorises one act.</summary>
    internal static Result<FaceProfile> Spend(FaceProfile profile, string sessionId, string command) =>
        profile.Find(sessionId) is { Status: FaceSessionStatus.Matched } session && (session.SpentBy ?? command) == command
            ? profile.With(session with { SpentBy = command })
            : FaceRefusals.Needed;

    /// <summary>Begins a verification or an enrolment, if the member may.</summary>
    /// <param name="byOfficers">Officers help while the camera is closed.</param>
    internal static Result<FaceProfile> Start(
        FaceProfile profile,
        FaceSession session,
        bool byOfficers,
        DateTimeOffset now,
        FaceCheckOptions options
    )
    {
        if (session.Purpose == FacePurpose.Operation && profile.Reference is null)
        {
            return FaceRefusals.NoReference;
        }

        if (!byOfficers && profile.LockedUntil is { } until && now < until)
        {
            return FaceRefusals.Locked.With("hours", Hours(until - now));
        }

        var starts = profile.Starts.RemoveAll(at => at <= now - Day);
        if (starts.Length >= options.StartsPerDay)
        {
            return FaceRefusals.TooMany;
        }

        var kept = profile.Sessions.Length < MostSessions ? profile.Sessions : profile.Sessions.RemoveAt(0);
        return profile with { Sessions = kept.Add(session), Starts = starts.Add(now) };
    }

    /// <summary>The provider is ready for the phone; a repetition changes nothing.</summary>
    /// <param name="reference">SHA-256 of what is compared with, hex; null for an enrolment.</param>
    internal static Result<FaceProfile> Run(
        FaceProfile profile,
        string sessionId,
        string provider,
        string? providerSession,
        string? reference
    ) =>
        profile.Find(sessionId) is { Status: FaceSessionStatus.Created } session
            ? profile.With(
                session with
                {
                    Status = FaceSessionStatus.Running,
                    Provider = provider,
                    ProviderSession = providerSession,
                    ReferenceHash = reference,
                }
            )
            : FaceRefusals.Ended;

    /// <summary>An outcome: a match sets the count of failures back, anything else adds to it and in the end closes the camera.</summary>
    /// <param name="hash">Of the facts.</param>
    internal static Result<FaceProfile> Decide(
        FaceProfile profile,
        string sessionId,
        FaceReading reading,
        string hash,
        DateTimeOffset now,
        FaceCheckOptions options
    )
    {
        if (profile.Find(sessionId) is not { } session || !(session.IsOpen || session.Status == FaceSessionStatus.InReview))
        {
            return FaceRefusals.Ended;
        }

        var after = profile.With(
            session with
            {
                Status = StatusOf(reading.Decision),
                Reason = reading.Reason,
                DecidedAt = now,
                ResultHash = hash,
            }
        );
        return reading.Decision == FaceDecision.Match
            ? after with
            {
                FailuresInARow = 0,
                LockedUntil = null,
            }
            : Count(after, session.IsReviewed ? 0 : reading.FailedTries, now, options);
    }

    /// <summary>Nobody has asked for the outcome in time; tries that were made count all the same.</summary>
    internal static Result<FaceProfile> Expire(
        FaceProfile profile,
        string sessionId,
        int failedTries,
        DateTimeOffset now,
        FaceCheckOptions options
    ) =>
        profile.Find(sessionId) is { } session && (session.IsOpen || session.Status == FaceSessionStatus.InReview)
            ? Count(profile.With(session with { Status = FaceSessionStatus.Expired }), failedTries, now, options)
            : FaceRefusals.Ended;

    /// <summary>Without anything that was taken up to that moment: reference, photos, sessions that still run.</summary>
    internal static FaceProfile Forget(FaceProfile profile, DateTimeOffset upTo) =>
        profile with
        {
            Reference = profile.Reference is { } reference && reference.At <= upTo ? null : profile.Reference,
            Sessions =
            [
                .. profile.Sessions.Select(session =>
                    session.StartedAt > upTo ? session
                    : session.IsOpen || session.Status == FaceSessionStatus.InReview
                        ? session with
                        {
                            Status = FaceSessionStatus.Expired,
                            Photo = null,
                        }
                    : session with { Photo = null }
                ),
            ],
        };

    /// <summary>How many tries are left before the camera is closed.</summary>
    internal static int TriesLeft(FaceProfile profile, DateTimeOffset now, FaceCheckOptions options) =>
        profile.LockedUntil > now ? 0 : Math.Max(0, options.Tries - profile.FailuresInARow);

    private static bool IsFor(FaceSession session, FaceNeed need) =>
        session is { Status: FaceSessionStatus.Matched, Purpose: FacePurpose.Operation }
        && session.Operation == need.Operation
        && session.OperationHash == need.OperationHash
        && session.Device == need.Device;

    private static bool IsRecent(FaceSession session, FaceNeed need, DateTimeOffset now) =>
        now < session.DecidedAt + (session.IsReviewed ? need.Reviewed : need.Within);

    private static FaceProfile Count(FaceProfile profile, int failed, DateTimeOffset now, FaceCheckOptions options)
    {
        var failures = profile.FailuresInARow + failed;
        return failed > 0 && failures >= options.Tries
            ? profile with
            {
                FailuresInARow = 0,
                LockedUntil = now + options.LockFor,
            }
            : profile with
            {
                FailuresInARow = failures,
            };
    }

    private static FaceSessionStatus StatusOf(FaceDecision decision) =>
        decision switch
        {
            FaceDecision.Match => FaceSessionStatus.Matched,
            FaceDecision.NoMatch => FaceSessionStatus.NoMatch,
            FaceDecision.Inconclusive => FaceSessionStatus.Inconclusive,
            _ => throw new ArgumentOutOfRangeException(nameof(decision)),
        };

    private static string Hours(TimeSpan wait) => ((int)Math.Ceiling(wait.TotalHours)).ToString(CultureInfo.InvariantCulture);
}
