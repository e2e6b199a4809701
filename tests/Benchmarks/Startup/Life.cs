using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Serverless.Local.Cli;

namespace Serverless.Benchmarks.Startup;

/// <summary>One life of a process: the time to its first answer, and its memory after some more.</summary>
internal sealed record Life(double Start, double Megabytes)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    internal static async Task<Life> StartAsync(Subject subject, IReadOnlyDictionary<string, string> settings, int requests)
    {
        var port = LoopbackPort.AnyFree();
        var start = new ProcessStartInfo(subject.Executable) { RedirectStandardOutput = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            while (!await AnswersAsync(port, "/"))
            {
                _ = clock.Elapsed < Limit ? true : throw new TimeoutException($"{subject.Name} does not answer");
            }

            var first = clock.Elapsed.TotalMilliseconds;
            for (var request = 1; request < requests; request++)
            {
                await AnswersAsync(port, request % 2 == 0 ? "/api/v1/platform/config" : "/api/v1/platform/nothing");
            }

            process.Refresh();
            return new(first, process.WorkingSet64 / 1048576.0);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>A socket, because an HTTP client would spend more time on its own first call than the server does.</summary>
    private static async Task<bool> AnswersAsync(int port, string path)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"));
            var answer = new byte[8192];
            return await stream.ReadAsync(answer) > 0;
        }
        catch (SocketException)
        {
            await Task.Delay(1);
            return false;
        }
    }
}
