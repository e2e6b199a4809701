using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>What a job over many lines shows while it runs: lines a second by tenths of the file, memory and load.</summary>
internal sealed class Figures : IAsyncDisposable
{
    private const int UsualLines = 300_000;
    private const long MemoryBytes = 512L * 1024 * 1024;
    private const int Parts = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly ITestOutputHelper _output;
    private readonly string _name;
    private readonly int _lines;
    private readonly Func<Task<int>> _done;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private long _peak;

    internal Figures(ITestOutputHelper output, string name, int lines, Func<Task<int>> done)
    {
        (_output, _name, _lines, _done) = (output, name, lines, done);
        GC.Collect();
        _watching = WatchAsync();
    }

    /// <summary>As many as the country has, or <c>SOAK_LINES</c>.</summary>
    internal static int Lines => LinesOr(UsualLines);

    internal static int LinesOr(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("SOAK_LINES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? asked
            : usual;

    /// <summary>To the test's output, and at once to the file that <c>SOAK_LOG</c> names.</summary>
    internal void Say(FormattableString text)
    {
        var line = text.ToString(CultureInfo.InvariantCulture);
        _output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("SOAK_LOG") is { Length: > 0 } log)
        {
            File.AppendAllText(log, line + "\n");
        }
    }

    internal async Task EndAsync()
    {
        var seconds = _watch.Elapsed.TotalSeconds;
        await _stop.CancelAsync();
        await _watching;
        Note();
        Say($"{_name}: {_lines} lines in {seconds:F0} s, {_lines / seconds:F0} a second; peak working set {_peak >> 20} MB, load {Load()}");
    }

    /// <summary>The working set of the process, file and test included, stays under the limit.</summary>
    internal void AssertFlat() => Assert.InRange(_peak, 0, MemoryBytes);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        var (part, lines, seconds) = (1, 0, 0.0);
        while (!_stop.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(BetweenLooks, _stop.Token));
            Note();
            var done = await _done();
            if (done >= (long)_lines * part / Parts && done < _lines)
            {
                var now = _watch.Elapsed.TotalSeconds;
                Say(
                    $"{_name}: {done} lines, {(done - lines) / (now - seconds):F0} a second, working set {Environment.WorkingSet >> 20} MB, load {Load()}"
                );
                (part, lines, seconds) = ((int)((long)done * Parts / _lines) + 1, done, now);
            }
        }
    }

    private void Note() => _peak = Math.Max(_peak, Environment.WorkingSet);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
