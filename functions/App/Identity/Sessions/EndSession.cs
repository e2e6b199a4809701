using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Identity.Sessions;

/// <summary>Signs out: the refresh token is worth nothing at once, the access token nothing to sensitive operations.</summary>
internal static class EndSession
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity.MapDelete("/sessions/current", HandleAsync).RequireMember().WithSummary("Cierra la sesión.").WithName("EndSession");

    private static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        CurrentMember member,
        SessionStore sessions,
        CancellationToken cancellation
    ) => (await sessions.RevokeAsync(member.SessionId, "signed-out", cancellation)).ToNoContent();
}
