using System.Net;
using System.Net.Sockets;

namespace Serverless.Local.Cli;

/// <summary>Ports of this machine's loopback address.</summary>
internal static class LoopbackPort
{
    /// <summary>A port that was free a moment ago.</summary>
    internal static int AnyFree()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Says so before anything is started when the port is in use.</summary>
    internal static void EnsureFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException exception)
        {
            throw new LocalFailureException($"Port {port} is taken. Close what uses it, or choose another with --port.", exception);
        }
    }
}
