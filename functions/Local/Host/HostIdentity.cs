namespace Serverless.Local.Host;

/// <summary>How the host names itself towards the handler: the version our recordings were made with.</summary>
internal static class HostIdentity
{
    internal const string Version = "4.1037.0.0";
    internal const string VersionHeader = "X-Azure-Functions-HostVersion";
    internal const string InvocationHeader = "X-Azure-Functions-InvocationId";
    internal const string RequestIdHeader = "x-ms-invocation-id";
}
