using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Messaging.ServiceBus;

namespace Serverless.Platform.Messaging;

/// <summary>Registers messaging: options of section <c>Messaging</c>, the sender of the chosen transport, the claim checks.</summary>
public static class MessagingServices
{
    /// <summary>Needs a <see cref="QueueServiceClient"/>, a <see cref="BlobServiceClient"/>, a <see cref="TimeProvider"/> and, for Service Bus without a key, a <see cref="TokenCredential"/>.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddOptions<MessagingOptions>().BindConfiguration(MessagingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>();
        services.AddSingleton(p => new ClaimCheck(p.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ClaimCheck.Container)));
        services.AddSingleton<IMessageSender>(p =>
            p.GetRequiredService<IOptions<MessagingOptions>>().Value.Transport == MessageTransport.ServiceBus
                ? ServiceBus(p)
                : StorageQueues(p)
        );
        return services;
    }

    private static StorageQueueMessageSender StorageQueues(IServiceProvider provider) =>
        new(provider.GetRequiredService<QueueServiceClient>(), provider.GetRequiredService<ClaimCheck>());

    private static ServiceBusMessageSender ServiceBus(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<MessagingOptions>>().Value.ServiceBus;
        var time = provider.GetRequiredService<TimeProvider>();
        var pipeline = new ServiceBusPipeline(options.TryTimeout).Build(options, provider.GetService<TokenCredential>(), time);
        return new ServiceBusMessageSender(pipeline, options.Endpoint!, provider.GetRequiredService<ClaimCheck>(), time);
    }
}
