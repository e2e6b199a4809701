using Serverless.Platform.Authorization;

namespace Serverless.App.Identity.Messages;

/// <summary>The member who is signed in; handlers of routes with <c>RequireMember</c> take it as a parameter.</summary>
/// <param name="MemberId">Whose data the request may touch: nobody else's.</param>
/// <param name="SessionId">The row that says whether the session still lives.</param>
/// <param name="Device">Thumbprint of the device that signed in.</param>
internal sealed record CurrentMember(string MemberId, string SessionId, string Device)
{
    /// <summary>Minimal API binding; the token was checked before routes run.</summary>
    public static ValueTask<CurrentMember?> BindAsync(HttpContext context)
    {
        string Claim(string name) =>
            context.User.FindFirst(name)?.Value
            ?? throw new InvalidOperationException(
                $"{context.GetEndpoint()?.DisplayName} must call {nameof(MemberAuthentication.RequireMember)}"
            );
        return ValueTask.FromResult<CurrentMember?>(new(Claim("sub"), Claim("sid"), Claim("jkt")));
    }
}
