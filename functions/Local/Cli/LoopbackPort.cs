using System.Net;
using System.Net.Sockets;

namespace Serverless.Local.Cli;

/// <summary>Ports of this machine's loopback address.</summary>
internal static class LoopbackPort
{
    // Below the ranges from which Linux (32768) and Windows (49152) take the ports of outgoing connections: one of those could
    // be given away between the look and the use.
    private const int First = 20_000;
    private const int AfterLast = 32_000;

    /// <summary>A port that was free a moment ago.</summary>
    internal static int AnyFree() => Free(1)[0];

    /// <summary>Different ports that were free a moment ago.</summary>
    internal static int[] Free(int count)
    {
        var held = new List<TcpListener>(count);
        try
        {
            while (held.Count < count)
            {
                if (Held(Random.Shared.Next(First, AfterLast)) is { } listener)
                {
                    held.Add(listener);
                }
            }

            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }

    /// <summary>Says so before anything is started when the port is in use.</summary>
    internal static void EnsureFree(int port)
    {
        using var listener =
            Held(port) ?? throw new LocalFailureException($"Port {port} is taken. Close what uses it, or choose another with --port.");
    }

    private static TcpListener? Held(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
