using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Health;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Messaging.Retention;
using Serverless.Platform.Messaging.ServiceBus;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Messaging;

/// <summary>Registers messaging: options of section <c>Messaging</c>, the sender of the chosen transport, receiving, vendor attempts.</summary>
public static class MessagingServices
{
    /// <summary>Needs the store (<see cref="StorageModule.AddStorage"/>), a <see cref="TimeProvider"/> and, for Service Bus without a key, a <see cref="TokenCredential"/>.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddSettings<MessagingOptions>(MessagingOptions.Section, (from, to) => from.Bind(to));
        services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>();
        services.AddHostedService(p => new TransportAgreement(
            p.GetRequiredService<IOptions<MessagingOptions>>(),
            Environment.GetEnvironmentVariable(TransportAgreement.RootVariable)
        ));
        services.AddSingleton(p => new ClaimCheck(Storage(p).Container(ClaimCheck.Container)));
        services.AddSingleton(p => new RejectionLog(Storage(p).Table(RejectionLog.Table), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new AttemptTable(Storage(p).Table(AttemptTable.Table)));
        services.AddSingleton(p => new ForgetMessages(
            Storage(p),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<ForgetMessages>>()
        ));
        services.AddSingleton<MessagingMetrics>();
        services.AddScoped<QueueReceiver>();
        services.AddSingleton(p => new VendorAttempts(
            p.GetRequiredService<AttemptTable>(),
            p.GetRequiredService<IMessageSender>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<IOptions<MessagingOptions>>().Value.FirstRetry
        ));
        services.AddSingleton<IMessageSender>(p =>
            p.GetRequiredService<IOptions<MessagingOptions>>().Value.Transport == MessageTransport.ServiceBus
                ? ServiceBus(p)
                : new StorageQueueMessageSender(Storage(p).Queue, p.GetRequiredService<ClaimCheck>())
        );
        return services.AddDependency("queues", TransportReadiness.Limit, AskTransportAsync);
    }

    private static StorageClients Storage(IServiceProvider provider) => provider.GetRequiredService<StorageClients>();

    private static Task AskTransportAsync(IServiceProvider provider, CancellationToken cancellation)
    {
        var options = provider.GetRequiredService<IOptions<MessagingOptions>>().Value;
        return options.Transport == MessageTransport.ServiceBus
            ? TransportReadiness.ServiceBusAsync(Pipeline(provider, options.ServiceBus), options.ServiceBus.Endpoint!, cancellation)
            : TransportReadiness.StorageQueuesAsync(Storage(provider), cancellation);
    }

    private static ServiceBusMessageSender ServiceBus(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<MessagingOptions>>().Value.ServiceBus;
        return new ServiceBusMessageSender(
            Pipeline(provider, options),
            options.Endpoint!,
            provider.GetRequiredService<ClaimCheck>(),
            provider.GetRequiredService<TimeProvider>()
        );
    }

    private static HttpPipeline Pipeline(IServiceProvider provider, ServiceBusOptions options) =>
        new ServiceBusPipeline(options.TryTimeout).Build(
            options,
            provider.GetService<TokenCredential>(),
            provider.GetRequiredService<TimeProvider>()
        );
}
