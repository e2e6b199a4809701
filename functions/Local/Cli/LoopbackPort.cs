using System.Net;
using System.Net.Sockets;

namespace Serverless.Local.Cli;

/// <summary>Ports of this machine's loopback address.</summary>
internal static class LoopbackPort
{
    private static readonly PortRound Round = new(Path.Combine(Path.GetTempPath(), $"serverless-ports-{Environment.UserName}"));

    /// <summary>A port that is free and that nobody else is given before thousands of others were.</summary>
    internal static int AnyFree() => Free(1)[0];

    /// <summary>Different ports, each as <see cref="AnyFree"/> gives it.</summary>
    internal static int[] Free(int count)
    {
        var free = new List<int>(count);
        while (free.Count < count)
        {
            var port = Round.Next();
            if (IsFree(port))
            {
                free.Add(port);
            }
        }

        return [.. free];
    }

    /// <summary>Says so before anything is started when the port is in use.</summary>
    internal static void EnsureFree(int port)
    {
        if (!IsFree(port))
        {
            throw new LocalFailureException(Taken(port));
        }
    }

    /// <summary>What to say about a port that somebody else listens on.</summary>
    internal static string Taken(int port) => $"Port {port} is taken. Close what uses it, or choose another with --port.";

    // Bound and never listening: a process that is being started holds what its parent has open until it has become the new program, and a
    // listener held by one would keep the port from whoever was just told that it is free.
    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
