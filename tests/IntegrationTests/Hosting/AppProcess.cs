using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Serverless.Local.Cli;
using Serverless.TestKit;
using Serverless.TestKit.Processes;

namespace Serverless.IntegrationTests.Hosting;

/// <summary>App's build output started as the Functions host starts it, with settings that are complete unless a test breaks one.</summary>
internal sealed class AppProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Transcript _said = new();

    private AppProcess(ProcessStartInfo start, (string Name, string Value)[] settings)
    {
        var port = LoopbackPort.AnyFree();
        start.RedirectStandardOutput = true;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in LaptopSettings.OfTheRun.Select(setting => (setting.Key, setting.Value)).Concat(settings))
        {
            start.Environment[name] = value;
        }

        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Limit };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _said.WriteLine(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    internal string Said => _said.ToString();

    private static string Executable => Path.Combine(AppContext.BaseDirectory, "serverless");

    internal static AppProcess Start(params (string Name, string Value)[] settings) => new(new ProcessStartInfo(Executable), settings);

    /// <summary>The shell is the parent that a test kills; <c>wait</c> keeps it from handing its own process over.</summary>
    internal static AppProcess StartUnderShell() => new(new ProcessStartInfo("sh", ["-c", $"'{Executable}' & wait"]), []);

    internal async Task<int> ExitCodeAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    internal Task AnswersAsync() => UntilAsync(RespondsAsync, "it does not answer");

    internal async Task<bool> RespondsAsync()
    {
        try
        {
            using var _ = await _http.GetAsync("/");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Asks a route as soon as the port opens; false when the connection ended without an answer.</summary>
    internal async Task<bool> AskEarlyAsync()
    {
        NetworkStream? opened = null;
        await UntilAsync(async () => (opened = await ConnectAsync()) is not null, "its port does not open");
        await using var door = opened!;
        await door.WriteAsync("GET /api/v1/platform/config HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        try
        {
            return await door.ReadAsync(new byte[1]) > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<NetworkStream?> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(_http.BaseAddress!.Host, _http.BaseAddress.Port);
            return new(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>A trigger call as the host makes it; the status is the caller's business.</summary>
    internal async Task CallAsync(string path, string envelope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(envelope, Encoding.UTF8, "application/json"),
        };
        request.Headers.UserAgent.ParseAdd("Azure-Functions-Host/4.1037.0.0");
        using var _ = await _http.SendAsync(request);
    }

    internal async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        var waiting = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waiting.Elapsed < Limit, $"{otherwise}\n{Said}");
            await Task.Delay(50);
        }
    }

    internal void Signal(string name) =>
        Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    internal void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _said.Dispose();
        _http.Dispose();
    }
}
