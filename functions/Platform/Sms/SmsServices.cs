using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Settings;

namespace Serverless.Platform.Sms;

/// <summary>Registers texts: options of section <c>Sms</c>, <see cref="ISmsSender"/> and the vendor's opt-out list.</summary>
public static class SmsServices
{
    /// <summary>Needs a <see cref="TimeProvider"/> and, without an access key, a <see cref="TokenCredential"/>.</summary>
    public static IServiceCollection AddSms(this IServiceCollection services)
    {
        services.AddSettings<SmsOptions>(SmsOptions.Section, (from, to) => from.Bind(to));
        services.AddSingleton<IValidateOptions<SmsOptions>, SmsOptionsValidator>();
        services.AddSingleton<ISmsSender>(p => new AzureSmsSender(Pipeline(p), Options(p)));
        services.AddSingleton(p => new AzureSmsOptOuts(Pipeline(p), Options(p)));
        return services;
    }

    private static SmsOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SmsOptions>>().Value;

    private static HttpPipeline Pipeline(IServiceProvider provider) =>
        new AcsPipeline(Options(provider)).Build(
            Options(provider),
            provider.GetService<TokenCredential>(),
            provider.GetRequiredService<TimeProvider>()
        );
}
