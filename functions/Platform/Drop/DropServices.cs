using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Drop;

/// <summary>Registers the drop container of a partner under the partner's name.</summary>
public static class DropServices
{
    public static IServiceCollection AddDropContainer(this IServiceCollection services, string partner) =>
        services.AddKeyedSingleton(partner, (provider, _) => new DropContainer(provider.GetRequiredService<StorageClients>(), partner));
}
