using Azure.Core.Pipeline;

namespace Serverless.Platform.Storage;

/// <summary>
/// The connections to the storage account, one pool for its three services. Azure.Core's own transport makes an activity and a
/// <c>traceparent</c> header for every call while a request has an activity, which ours always has because messages carry it on;
/// storage reads no such header, so nothing is made unless somebody collects the spans.
/// </summary>
internal static class StorageTransport
{
    private const int MostConnections = 50;

    /// <summary>Long enough to keep connections, short enough to follow a change of address.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    internal static HttpPipelineTransport Create(bool isTraced)
    {
        var connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = MostConnections,
            PooledConnectionLifetime = ConnectionLife,
        };
        if (!isTraced)
        {
            connections.ActivityHeadersPropagator = null;
        }

        // The pipeline has time limits of its own for every try.
        return new HttpClientTransport(new HttpClient(connections) { Timeout = Timeout.InfiniteTimeSpan });
    }
}
