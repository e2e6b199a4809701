using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Serverless.Local.Cli;
using Serverless.TestKit.Processes;

namespace Serverless.EndToEndTests;

/// <summary>
/// The stories of tests/browser, played in one real browser of 360 px; axe looks at every screen of them. The browser starts with the
/// first story and ends with the test process, which closes its input.
/// </summary>
internal sealed class BrowserStage
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly string Stories = Path.Combine(Repository.Root, "tests", "browser");
    private static readonly Lazy<Task<BrowserStage>> Open = new(OpenAsync);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<IReadOnlyList<string>>> _playing = new();
    private readonly Transcript _said;
    private readonly TextWriter _asks;
    private volatile bool _ended;

    private BrowserStage(Process player, Transcript said)
    {
        (_said, _asks) = (said, TextWriter.Synchronized(player.StandardInput));
        player.ErrorDataReceived += (_, line) => _said.WriteLine(line.Data);
        player.BeginErrorReadLine();
        _ = ListenAsync(player.StandardOutput);
    }

    /// <summary>Plays it against an app; its pictures stay in <c>artifacts/browser</c>.</summary>
    internal static async Task PlayAsync(string story, LocalApp app)
    {
        var pictures = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "browser", story)).FullName;
        var stage = await Open.Value;

        var faults = await stage.FaultsAsync(story, app.Cloud.Address, pictures);

        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{stage._said}\n{app.Said}");
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(string story, Uri address, string pictures)
    {
        var played = _playing.GetOrAdd(story, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_ended)
        {
            EndAll();
        }
        else
        {
            await _asks.WriteLineAsync(
                JsonSerializer.Serialize(
                    new
                    {
                        story,
                        address,
                        pictures,
                    }
                )
            );
            await _asks.FlushAsync();
        }

        try
        {
            return await played.Task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            return [$"{story} did not end within {Limit}"];
        }
    }

    private async Task ListenAsync(StreamReader answers)
    {
        while (await answers.ReadLineAsync() is { } line)
        {
            var answer = JsonSerializer.Deserialize<Played>(line, JsonSerializerOptions.Web)!;
            _playing[answer.Story].TrySetResult(answer.Faults);
        }

        _ended = true;
        EndAll();
    }

    private void EndAll()
    {
        foreach (var played in _playing.Values)
        {
            played.TrySetResult(["the browser ended"]);
        }
    }

    /// <summary>playwright-core and axe-core as the lock file pins them; nothing is fetched when they are there.</summary>
    private static async Task<BrowserStage> OpenAsync()
    {
        if (!Directory.Exists(Path.Combine(Stories, "node_modules", "playwright-core")))
        {
            using var install = Start("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            using var limit = new CancellationTokenSource(Limit);
            var output = install.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await install.StandardError.ReadToEndAsync(limit.Token);
            await install.WaitForExitAsync(limit.Token);
            Assert.True(install.ExitCode == 0, $"{errors}{await output}");
        }

        return new(Start("node", "play.mjs", BrowserFactAttribute.Chromium), new Transcript());
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Stories,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    private sealed record Played(string Story, string[] Faults);
}

/// <summary>Skipped, with what to install, on a machine without Chromium; on a build machine its absence is a failure.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    internal const string Chromium = "/usr/bin/chromium-headless-shell";

    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium) && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "needs Chromium without windows: apt-get install -y chromium-headless-shell";
        }
    }
}
