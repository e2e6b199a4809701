using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Serverless.Local.Cli;

namespace Serverless.UnitTests.Local;

public sealed class LoopbackPortTests
{
    /// <summary>A process that is being started holds for a moment what its parent had open, a socket that looked for a free port too.</summary>
    [Fact]
    public async Task Port_that_was_just_found_free_stays_so_while_others_start_processes()
    {
        using var found = new CancellationTokenSource();
        var starting = Enumerable.Range(0, 4).Select(_ => Task.Run(() => StartProcesses(found.Token))).ToArray();
        try
        {
            for (var round = 0; round < 3000; round++)
            {
                LoopbackPort.EnsureFree(LoopbackPort.AnyFree());
            }
        }
        finally
        {
            await found.CancelAsync();
            await Task.WhenAll(starting);
        }
    }

    [Fact]
    public void Port_that_somebody_listens_on_is_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var taken = Assert.Throws<LocalFailureException>(() => LoopbackPort.EnsureFree(((IPEndPoint)listener.LocalEndpoint).Port));

        Assert.Contains("is taken", taken.Message, StringComparison.Ordinal);
    }

    private static void StartProcesses(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            using var process = Process.Start(new ProcessStartInfo("sleep", "0"))!;
            process.WaitForExit();
        }
    }
}
