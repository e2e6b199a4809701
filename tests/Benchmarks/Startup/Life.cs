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

    /// <param name="more">What is asked after the first answer, paths with their query; each of them <c>Authorization: Bearer</c>.</param>
    internal static async Task<Life> StartAsync(
        Subject subject,
        IReadOnlyDictionary<string, string> settings,
        IReadOnlyList<string> more,
        string token
    )
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
            while (!await AnswersAsync(port, subject.FirstPath, token))
            {
                _ = clock.Elapsed < Limit ? true : throw new TimeoutException($"{subject.Name} does not answer");
            }

            var first = clock.Elapsed.TotalMilliseconds;
            foreach (var path in more)
            {
                await AnswersAsync(port, path, token);
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
    private static async Task<bool> AnswersAsync(int port, string path, string token)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            await using var stream = client.GetStream();
            var lines = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(lines));
            var answer = new byte[8192];
            var read = await stream.ReadAsync(answer);
            var isAnswered = Encoding.ASCII.GetString(answer, 0, read).StartsWith("HTTP/1.1 2", StringComparison.Ordinal);
            return read > 0 && (isAnswered ? true : throw new InvalidOperationException($"{path} is not answered as it should be"));
        }
        catch (SocketException)
        {
            await Task.Delay(1);
            return false;
        }
    }
}
