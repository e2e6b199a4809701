using Serverless.Platform.Tokens;

namespace Serverless.App.Identity.Sessions;

/// <summary>What a signed-in app holds.</summary>
/// <param name="AccessToken">For <c>Authorization: Bearer</c>.</param>
/// <param name="RefreshToken">For <c>POST /identity/tokens</c>, once.</param>
/// <param name="ExpiresIn">Life of the access token, seconds.</param>
internal sealed record SignedIn(string AccessToken, string RefreshToken, int ExpiresIn, string MemberId)
{
    public override string ToString() => nameof(SignedIn);
}

/// <summary>Derives an answer that is never stored: the same session gives the same refresh token (decision 13).</summary>
internal sealed class SessionTokens(AccessTokens access, RefreshTokens refresh)
{
    internal SignedIn Of(Session session) =>
        new(
            access.Issue(new AccessTokenSubject(session.MemberId, session.Id, session.Device)),
            refresh.Write(new RefreshToken(session.Id, session.Generation)),
            (int)access.Life.TotalSeconds,
            session.MemberId
        );
}
