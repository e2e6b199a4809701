using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Kernel;
using Serverless.Platform.Sms;

namespace Serverless.Platform.Voice;

/// <summary>Whoever calls back about a call: believed by the vendor's token for this resource.</summary>
public sealed class CallbackTokens
{
    private readonly IssuerTokens _tokens;
    private readonly bool _isOffered;

    internal CallbackTokens(VoiceOptions options, HttpClient http, TimeProvider time)
    {
        _isOffered = options.IsOffered;
        var metadata = new Uri(options.CallbackIssuer, "/calling/.well-known/acsopenidconfiguration");
        _tokens = new IssuerTokens(new(options.CallbackIssuer.AbsoluteUri.TrimEnd('/'), metadata, options.CallbackAudience), http, time);
    }

    /// <param name="authorization">The header as it came.</param>
    /// <returns>Whether it is the vendor; <c>sms.vendor-unavailable</c> when the vendor does not publish its keys now.</returns>
    public async Task<Result<bool>> AreGoodAsync(string? authorization, CancellationToken cancellation)
    {
        if (!_isOffered || authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }

        try
        {
            return await _tokens.ReadAsync(authorization["Bearer ".Length..], cancellation) is not null;
        }
        catch (InvalidOperationException)
        {
            return AzureSmsOptOuts.Unavailable;
        }
    }
}

/// <summary>Registers calls: options of section <c>Voice</c>, <see cref="AzureCalls"/> and <see cref="CallbackTokens"/>; needs texts.</summary>
public static class VoiceServices
{
    public static IServiceCollection AddVoice(this IServiceCollection services)
    {
        services
            .AddSettings<VoiceOptions>(VoiceOptions.Section, (from, to) => from.Bind(to))
            .Setting(VoiceOptions.Section, nameof(VoiceOptions.CallerId), o => VoiceOptions.IsNumber(o.CallerId), "must be a number, +51…")
            .Setting(
                VoiceOptions.Section,
                nameof(VoiceOptions.CallbackAudience),
                o => !o.IsOffered || o.CallbackAudience.Length > 0,
                "must be the immutable id of the communication resource"
            );
        services.AddVendorEndpoint("Voice__CallbackIssuer", provider => Options(provider).CallbackIssuer);
        services.AddSingleton(Options);
        services.AddSingleton(provider => new AzureCalls(
            new AcsPipeline(Resource(provider)).Build(
                Resource(provider),
                provider.GetService<TokenCredential>(),
                provider.GetRequiredService<TimeProvider>()
            ),
            Resource(provider),
            Options(provider)
        ));
        services.AddSingleton(provider => new CallbackTokens(
            Options(provider),
            new HttpClient { Timeout = TimeSpan.FromSeconds(10) },
            provider.GetRequiredService<TimeProvider>()
        ));
        return services;
    }

    private static VoiceOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<VoiceOptions>>().Value;

    private static SmsOptions Resource(IServiceProvider provider) => provider.GetRequiredService<IOptions<SmsOptions>>().Value;
}
