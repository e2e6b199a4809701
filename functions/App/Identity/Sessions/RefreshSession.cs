using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tokens;

namespace Serverless.App.Identity.Sessions;

/// <summary>The refresh token that is to be exchanged.</summary>
internal sealed record Refresh(string RefreshToken)
{
    public override string ToString() => nameof(Refresh);
}

/// <summary>
/// New tokens for a refresh token and a proof of its device. It takes no Idempotency-Key: the old token is one, and for 60 seconds it
/// gives the same successor again (decision 26). Any other use of an old token ends the session.
/// </summary>
internal sealed class RefreshSession(SessionStore sessions, RefreshTokens refresh, SessionTokens tokens)
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/tokens", HandleAsync)
            .RequireDevice()
            .WithSummary("Cambia la llave larga por llaves nuevas.")
            .WithName("RefreshSession");

    private static async Task<Results<Ok<SignedIn>, ProblemResult>> HandleAsync(
        Refresh body,
        CurrentDevice device,
        RefreshSession slice,
        CancellationToken cancellation
    ) => (await slice.RefreshAsync(body.RefreshToken, device.Thumbprint, cancellation)).ToOk();

    internal async Task<Result<SignedIn>> RefreshAsync(string token, string device, CancellationToken cancellation)
    {
        if (refresh.Read(token) is not { } shown)
        {
            return SessionRules.Ended;
        }

        var session = await sessions.RefreshAsync(shown.SessionId, shown.Generation, device, cancellation);
        return session.Then<SignedIn>(after => tokens.Of(after));
    }
}
