using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Authentication;

/// <summary>The name of the policy an endpoint is under, for the test that walks all endpoints.</summary>
public sealed record EndpointPolicy(string Name);

/// <summary>Staff tokens and the rule that an endpoint without a policy answers nobody.</summary>
public static class StaffAuthentication
{
    /// <summary>The authentication scheme of staff.</summary>
    public const string Scheme = "Staff";

    /// <summary>Registers the scheme; nothing is fetched from the issuer before the first staff request.</summary>
    public static IServiceCollection AddStaffAuthentication(this IServiceCollection services)
    {
        services
            .AddSettings<StaffOptions>(StaffOptions.Section, (from, to) => from.Bind(to))
            .Setting(
                StaffOptions.Section,
                nameof(StaffOptions.Authority),
                o => o.Authority is null or { IsAbsoluteUri: true },
                "must be an absolute address"
            )
            .Setting(
                StaffOptions.Section,
                nameof(StaffOptions.Audience),
                o => o.Authority is null || o.Audience.Length > 0,
                "must name this app's registration"
            )
            .Setting(StaffOptions.Section, nameof(StaffOptions.RolesClaim), o => o.RolesClaim.Length > 0, "must name a claim");
        services.AddVendorEndpoint("Staff__Authority", provider => provider.GetRequiredService<IOptions<StaffOptions>>().Value.Authority);
        // A scheme for refusals and none for everybody: routes name theirs, and a token on an open route is not looked at.
        services.AddBearerScheme(Scheme).AddAuthenticationCore(o => o.DefaultChallengeScheme = o.DefaultForbidScheme = Scheme);
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, StaffTokens>();
        services.AddSingleton<IAuthorizationPolicyProvider, PoliciesByRequest>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsNoRouteOfOurs).Build());
        return services;
    }

    /// <summary>Only staff with one of the roles.</summary>
    public static TBuilder RequireStaff<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireRole(roles))
            .WithMetadata(new EndpointPolicy($"staff:{string.Join('|', roles)}"));

    /// <summary>Writes 401 and 403 of a bearer scheme as problem details; member tokens use it too.</summary>
    public static JwtBearerEvents ProblemAnswers() =>
        new()
        {
            OnChallenge = context =>
            {
                context.HandleResponse();
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return AnswerAsync(context.HttpContext, PlatformErrors.NotSignedIn);
            },
            OnForbidden = context => AnswerAsync(context.HttpContext, PlatformErrors.NotAllowed),
        };

    /// <summary>Unknown paths and wrong methods go on to 404 and 405; a route that names no policy answers nobody.</summary>
    private static bool IsNoRouteOfOurs(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;

    private static Task AnswerAsync(HttpContext context, Error error) => error.ToProblem().ExecuteAsync(context);
}

/// <summary>What a staff token must be: from the issuer by its published keys, for us, of an asymmetric kind, in time.</summary>
internal sealed class StaffTokens(IOptions<StaffOptions> staff, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != StaffAuthentication.Scheme || staff.Value.Authority is not { } authority)
        {
            return;
        }

        options.Authority = authority.AbsoluteUri.TrimEnd('/');
        // The simulator of a laptop speaks http on loopback; StartupGuard refuses such an issuer anywhere else.
        options.RequireHttpsMetadata = !authority.IsLoopback;
        options.MapInboundClaims = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new RecentTokens(time));
        options.Events = StaffAuthentication.ProblemAnswers();
        options.TokenValidationParameters = new()
        {
            ValidAudience = staff.Value.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            RoleClaimType = staff.Value.RolesClaim,
            NameClaimType = "oid",
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromMinutes(2),
        };
    }
}
