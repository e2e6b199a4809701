using Serverless.App.Identity.Sessions;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Identity.Messages;

/// <summary>For sensitive operations: the session row is read, so that a revoked session is refused at once (decision 26).</summary>
internal sealed class LiveSessions(SessionStore sessions, TimeProvider time)
{
    internal async Task<bool> IsLiveAsync(CurrentMember member, CancellationToken cancellation) =>
        await FindLiveAsync(member, cancellation) is not null;

    /// <summary>Keeps in the audit trail that a token was shown whose session had ended.</summary>
    internal Task NoteEndedAsync(CurrentMember member, string operation, CancellationToken cancellation) =>
        sessions.NoteShownAsync(member, operation, cancellation);

    /// <summary>Null when it was ended, or is not this member's.</summary>
    internal async Task<Session?> FindLiveAsync(CurrentMember member, CancellationToken cancellation) =>
        (await sessions.ReadAsync(member.SessionId, cancellation)).State is { } session
        && session.MemberId == member.MemberId
        && SessionRules.IsLive(session, time.GetUtcNow())
            ? session
            : null;
}

/// <summary>The check as part of a route; goes with <c>RequireMember</c>.</summary>
internal static class LiveSessionExtensions
{
    internal static RouteHandlerBuilder RequireLiveSession(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                var member = await CurrentMember.BindAsync(http);
                var sessions = http.RequestServices.GetRequiredService<LiveSessions>();
                return await sessions.IsLiveAsync(member!, http.RequestAborted) ? await next(context) : SessionRules.Ended.ToProblem();
            }
        );
}
