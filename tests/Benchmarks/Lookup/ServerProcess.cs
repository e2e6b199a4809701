using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Serverless.Local.Cli;

namespace Serverless.Benchmarks.Lookup;

/// <summary>What a number of requests cost the server: seconds of everybody's time, CPU microseconds and bytes of its own.</summary>
internal sealed record Cost(double Seconds, double CpuMicroseconds, double Bytes);

/// <summary>A <see cref="LookupServer"/> as the benchmark holds it, and the callers in front of it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Callers = 8;
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Func<int, HttpRequestMessage> _request;

    private ServerProcess(Process process, HttpClient http, Func<int, HttpRequestMessage> request) =>
        (_process, _http, _request) = (process, http, request);

    internal static Task<ServerProcess> StartAsync(
        string kind,
        IReadOnlyDictionary<string, string> settings,
        string? token,
        Func<int, string> path
    ) => StartAsync(kind, settings, token, member => new HttpRequestMessage(HttpMethod.Get, path(member)));

    /// <param name="token">Whose the callers are; null where anybody asks.</param>
    /// <param name="request">The request of a number; numbers repeat from round to round.</param>
    internal static async Task<ServerProcess> StartAsync(
        string kind,
        IReadOnlyDictionary<string, string> settings,
        string? token,
        Func<int, HttpRequestMessage> request
    )
    {
        var port = LoopbackPort.AnyFree();
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["lookup-server", kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is var line && line != "ready")
        {
            _ = line ?? throw new InvalidOperationException($"The server {kind} did not start");
        }

        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return new(process, http, request);
    }

    /// <summary>Every request must be answered 200; the costs are those of one request.</summary>
    internal async Task<Cost> AskAsync(IReadOnlyList<int> members)
    {
        var before = await MeasureAsync();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            members,
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (member, cancellation) =>
            {
                using var asked = _request(member);
                using var answer = await _http.SendAsync(asked, cancellation);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(cancellation);
            }
        );
        var seconds = watch.Elapsed.TotalSeconds;
        var after = await MeasureAsync();
        return new(
            seconds / members.Count,
            (after.Cpu - before.Cpu) / (double)members.Count,
            (after.Bytes - before.Bytes) / (double)members.Count
        );
    }

    /// <summary>The answer to one request.</summary>
    internal async Task<byte[]> AnswerAsync(int number)
    {
        using var asked = _request(number);
        using var answer = await _http.SendAsync(asked);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<(long Cpu, long Bytes)> MeasureAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        var figures = (await _process.StandardOutput.ReadLineAsync())!.Split(' ');
        return (long.Parse(figures[0], CultureInfo.InvariantCulture), long.Parse(figures[1], CultureInfo.InvariantCulture));
    }
}
