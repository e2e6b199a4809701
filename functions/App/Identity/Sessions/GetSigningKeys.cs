using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Tokens;

namespace Serverless.App.Identity.Sessions;

/// <summary>Public keys of access tokens (RFC 7517), for whoever checks them outside this app.</summary>
internal sealed record SigningKeys(IReadOnlyList<PublicJwk> Keys);

/// <summary>The keys that sign now and before; they overlap while they change (decision 28).</summary>
internal static class GetSigningKeys
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/.well-known/jwks.json", Handle)
            .AllowAnonymous()
            .WithMetadata(new EndpointPolicy("anonymous"))
            .WithSummary("Muestra las claves públicas que firman las llaves de entrada.")
            .WithName("GetSigningKeys");

    private static Ok<SigningKeys> Handle(AccessTokens tokens) => TypedResults.Ok(new SigningKeys(tokens.PublicKeys()));
}
