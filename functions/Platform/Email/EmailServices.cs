using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Sms;

namespace Serverless.Platform.Email;

/// <summary>Registers e-mail: options of section <c>Email</c> and <see cref="IEmailSender"/>.</summary>
public static class EmailServices
{
    internal const string Name = "email";

    /// <summary>Needs a <see cref="TimeProvider"/> and, without an access key, a <see cref="TokenCredential"/>.</summary>
    public static IServiceCollection AddEmail(this IServiceCollection services)
    {
        services.AddSettings<EmailOptions>(EmailOptions.Section, (from, to) => from.Bind(to));
        services.AddSingleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>();
        return services.AddSingleton<IEmailSender>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<EmailOptions>>().Value;
            var identity = provider.GetService<TokenCredential>();
            var pipeline = new AcsPipeline(options).Build(options, identity, provider.GetRequiredService<TimeProvider>());
            return new AzureEmailSender(pipeline, options);
        });
    }
}
