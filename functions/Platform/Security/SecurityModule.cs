using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Settings;

namespace Serverless.Platform.Security;

/// <summary>Registers keys and what is derived from them.</summary>
public static class SecurityModule
{
    public static IServiceCollection AddSecurityKeys(this IServiceCollection services)
    {
        services.AddSettings<SecurityOptions>("Security", (from, to) => from.Bind(to));
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptions.Validator>();
        services.AddSingleton(provider => new KeyRing(provider.GetRequiredService<IOptions<SecurityOptions>>().Value));
        services.AddSingleton<DerivedIds>();
        services.AddSingleton<IndexKeys>();
        services.AddSingleton<PersonalVault>();
        services.AddSingleton<DerivedCodes>();
        services.AddSingleton(provider => new SignedTickets(
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        return services;
    }
}
