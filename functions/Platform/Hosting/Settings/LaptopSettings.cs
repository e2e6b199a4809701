using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Email;
using Serverless.Platform.Messaging;
using Serverless.Platform.Security;
using Serverless.Platform.Sms;
using Serverless.Platform.Storage;
using Serverless.Platform.Tokens;

namespace Serverless.Platform.Hosting.Settings;

/// <summary>The settings of Platform's own parts that may stand on a laptop and nowhere else (decision 28).</summary>
public static class LaptopSettings
{
    /// <summary>What Local's own keys and issuers are called by.</summary>
    private const string Mark = "local";

    public static IServiceCollection AddLaptopChecks(this IServiceCollection services) =>
        services
            .AddVendorEndpoint("Sms__Endpoint", provider => Of<SmsOptions>(provider).Endpoint)
            .AddVendorEndpoint("Email__Endpoint", provider => Of<EmailOptions>(provider).Endpoint)
            .AddVendorEndpoint("Messaging__ServiceBus__Endpoint", provider => Of<MessagingOptions>(provider).ServiceBus.Endpoint)
            .AddFinding("Sms__AllowLoopback must not be set", provider => Of<SmsOptions>(provider).AllowLoopback)
            .AddFinding("Email__AllowLoopback must not be set", provider => Of<EmailOptions>(provider).AllowLoopback)
            .AddFinding(
                "Storage__ConnectionString is for a laptop: name the three addresses and use the app's own identity",
                provider => provider.GetRequiredService<StorageOptions>().ConnectionString is { Length: > 0 }
            )
            .AddFinding(
                "Security__Keys holds a development key",
                provider => Of<SecurityOptions>(provider).Keys.Any(key => key.Kid.StartsWith(Mark, StringComparison.Ordinal))
            )
            .AddFinding(
                "AccessTokens__Issuer is the laptop's",
                provider => Of<AccessTokenOptions>(provider).Issuer.StartsWith(Mark, StringComparison.Ordinal)
            );

    private static IServiceCollection AddFinding(this IServiceCollection services, string finding, Func<IServiceProvider, bool> found) =>
        services.AddStartupCheck(provider => found(provider) ? [finding] : []);

    private static T Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        IServiceProvider provider
    )
        where T : class => provider.GetRequiredService<IOptions<T>>().Value;
}
