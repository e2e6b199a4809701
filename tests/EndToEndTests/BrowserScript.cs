using System.Diagnostics;
using Serverless.Local.Cli;

namespace Serverless.EndToEndTests;

/// <summary>A script of tests/browser, played in a real browser of 360 px; axe looks at every screen of it.</summary>
internal static class BrowserScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly string Scripts = Path.Combine(Repository.Root, "tests", "browser");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>Plays it against an app; its pictures stay in <c>artifacts/browser</c>.</summary>
    internal static async Task PlayAsync(string script, LocalApp app)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "browser", Path.GetFileNameWithoutExtension(script));
        var pictures = Directory.CreateDirectory(folder).FullName;
        await Installed.Value;

        var (exit, said) = await RunAsync("node", script, app.Cloud.Address.AbsoluteUri, pictures, BrowserFactAttribute.Chromium);

        Assert.True(exit == 0, $"{said}\n{app.Said}");
    }

    /// <summary>playwright-core and axe-core as the lock file pins them; nothing is fetched when they are there.</summary>
    private static async Task InstallAsync()
    {
        if (!Directory.Exists(Path.Combine(Scripts, "node_modules", "playwright-core")))
        {
            var (exit, said) = await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            Assert.True(exit == 0, said);
        }
    }

    private static async Task<(int Exit, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Scripts,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} did not end within {Limit}");
        }
        return (process.ExitCode, $"{await errors}{await output}");
    }
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
