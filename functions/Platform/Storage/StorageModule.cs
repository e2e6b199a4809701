using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Platform.Bulk;
using Serverless.Platform.Due;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging;
using Serverless.Platform.Security;
using Serverless.Platform.Telemetry;

namespace Serverless.Platform.Storage;

/// <summary>Registers the store, the Due table and the vault.</summary>
public static class StorageModule
{
    /// <summary>Wants <see cref="SecurityModule.AddSecurityKeys"/>, a <see cref="TimeProvider"/>, a <see cref="RoutingTable"/> and an <see cref="IMessageSender"/> registered by others.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSettings<StorageOptions>("Storage", (from, to) => from.Bind(to));
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptions.Validator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value);
        services.AddSingleton(provider => new StorageClients(
            provider.GetRequiredService<StorageOptions>(),
            provider.GetRequiredService<HttpPipelineTransport>()
        ));
        services.TryAddSingleton(provider =>
            StorageTransport.Create(TelemetryServices.IsCollected(provider.GetRequiredService<IConfiguration>()))
        );
        services.AddSingleton(provider => provider.GetRequiredService<StorageClients>().Queues);
        services.AddSingleton(provider => provider.GetRequiredService<StorageClients>().Blobs);
        services.AddSingleton(provider => StorageClients.CredentialFor(provider.GetRequiredService<StorageOptions>()));
        services.AddSingleton<CommandMarkers>();
        services.AddSingleton<DueTable>();
        services.AddSingleton<Relay>();
        services.AddHostedService(provider => provider.GetRequiredService<Relay>());
        services.AddSingleton<Committer>();
        services.AddSingleton(provider => new AggregateStore(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<Committer>()
        ));
        services.AddSingleton<CommandRunner>();
        services.AddSingleton(provider => new UniqueIndex(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<IndexKeys>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new BlobVault(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new EventChains(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<StorageOptions>().NamePrefix
        ));
        services.AddSingleton(provider => new SortedLists(provider.GetRequiredService<StorageClients>()));
        services.AddSingleton(provider => new WorkFiles(provider.GetRequiredService<StorageClients>()));
        services.AddSingleton(provider => new Rosters(provider.GetRequiredService<StorageClients>()));
        services.AddSingleton<BulkLanes>();
        services.AddSingleton<BulkCursor>();
        services.AddSingleton(provider => new Uploads(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<AggregateStore>(),
            provider.GetRequiredService<CommandRunner>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new DrainDue(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<DueTable>(),
            provider.GetRequiredService<CommandMarkers>(),
            provider.GetRequiredService<RoutingTable>(),
            provider.GetRequiredService<IMessageSender>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DrainDue>>()
        ));
        return services.AddStorageReadiness();
    }
}
