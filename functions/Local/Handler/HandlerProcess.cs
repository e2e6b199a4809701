using System.Diagnostics;
using Serverless.Local.Cli;

namespace Serverless.Local.Handler;

/// <summary>One life of the custom handler on a loopback port of its own.</summary>
internal sealed class HandlerProcess : IAsyncDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private HandlerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens: IPv4 loopback, as the host expects.</summary>
    internal Uri Address { get; }

    internal int Id => _process.Id;

    internal static HandlerProcess Start(HandlerLaunch launch, Narrator narrator)
    {
        var port = LoopbackPort.AnyFree();
        var process = new Process { StartInfo = launch.On(port, $"local-{port}") };
        process.OutputDataReceived += (_, line) => Echo(line.Data);
        process.ErrorDataReceived += (_, line) => Echo(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, new Uri($"http://127.0.0.1:{port}/"));

        void Echo(string? line)
        {
            if (line is not null)
            {
                narrator.Say($"  app │ {line}");
            }
        }
    }

    /// <summary>GET / until any HTTP answer comes, as the host does; false when it ended or two minutes passed.</summary>
    internal async Task<bool> IsReadyAsync(TimeProvider clock, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < StartLimit && !_process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead, cancellation);
                return true;
            }
            catch (Exception failure)
                when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // Refused, or five seconds without an answer, which looks like a cancellation and is none: it is asked again.
                await Task.Delay(PingEvery, clock, cancellation);
            }
        }
        return false;
    }

    internal async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>The host never asks its handler to end, it kills.</summary>
    internal void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
