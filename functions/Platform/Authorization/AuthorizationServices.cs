using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Security;
using Serverless.Platform.Tokens;

namespace Serverless.Platform.Authorization;

/// <summary>Registers tokens, device proofs, the schemes of members and devices, and the policy table.</summary>
public static class AuthorizationServices
{
    /// <summary>Wants <see cref="SecurityModule.AddSecurityKeys"/> and a <see cref="TimeProvider"/>.</summary>
    /// <param name="policies">Opens the JSON of the policy table.</param>
    public static IServiceCollection AddMemberAuthorization(this IServiceCollection services, Func<Stream> policies)
    {
        const string section = AccessTokenOptions.Section;
        services
            .AddSettings<AccessTokenOptions>(section, (from, to) => from.Bind(to))
            .Setting(section, nameof(AccessTokenOptions.Issuer), o => o.Issuer.Length > 0, "must name who signs")
            .Setting(section, nameof(AccessTokenOptions.Audience), o => o.Audience.Length > 0, "must name whom tokens are for")
            .Setting(section, nameof(AccessTokenOptions.SigningKey), o => AccessTokens.IsKey(o.SigningKey), "must be a P-256 key")
            .Setting(
                section,
                nameof(AccessTokenOptions.PreviousKey),
                o => o.PreviousKey.Length == 0 || AccessTokens.IsKey(o.PreviousKey),
                "must be a P-256 key or empty"
            )
            .Setting(
                section,
                nameof(AccessTokenOptions.Life),
                o => o.Life > TimeSpan.Zero && o.Life <= TimeSpan.FromMinutes(15),
                "must be at most 15 minutes"
            );
        services.AddSingleton(provider => new AccessTokens(
            provider.GetRequiredService<IOptions<AccessTokenOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton(provider => ProofNonce.Of(provider.GetRequiredService<KeyRing>()));
        services.AddSingleton<DeviceProofVerifier>();
        services.AddSingleton(provider =>
        {
            using var json = policies();
            return new OperationPolicies(OperationPolicies.Read(json), provider.GetRequiredService<TimeProvider>());
        });
        services.AddInterimPolicies(provider => provider.GetRequiredService<OperationPolicies>().Interim());
        services.AddStartupCheck(provider =>
            provider.GetRequiredService<IOptions<AccessTokenOptions>>().Value.Issuer.StartsWith("local-", StringComparison.Ordinal)
                ? ["AccessTokens__Issuer is that of a laptop"]
                : []
        );
        return services.AddDeviceAuthentication().AddMemberAuthentication();
    }
}
