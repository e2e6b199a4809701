using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Authentication;
using Serverless.Platform.Tokens;

namespace Serverless.Platform.Authorization;

/// <summary>Members' access tokens as a scheme: our own issuer, our own keys, nothing fetched.</summary>
public static class MemberAuthentication
{
    public const string Scheme = "Member";

    /// <summary>Only a signed-in member. The token alone is believed; sensitive routes also ask for the live session (decision 26).</summary>
    public static TBuilder RequireMember<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .RequireAuthorization(policy =>
                policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireClaim("sid").RequireClaim("jkt")
            )
            .WithMetadata(new EndpointPolicy("member"));

    internal static IServiceCollection AddMemberAuthentication(this IServiceCollection services)
    {
        services.AddBearerScheme(Scheme);
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, MemberTokens>();
        return services;
    }
}

/// <summary>What a member's token must be, and a nonce with every refusal, because what follows it is a proof.</summary>
internal sealed class MemberTokens(AccessTokens tokens, DeviceProofVerifier proofs) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != MemberAuthentication.Scheme)
        {
            return;
        }

        var events = StaffAuthentication.ProblemAnswers();
        var challenge = events.OnChallenge;
        events.OnChallenge = context =>
        {
            context.Response.Headers[DeviceAuthentication.NonceHeader] = proofs.NextNonce();
            return challenge(context);
        };
        options.MapInboundClaims = false;
        options.Events = events;
        options.TokenValidationParameters = tokens.Validation();
    }
}
