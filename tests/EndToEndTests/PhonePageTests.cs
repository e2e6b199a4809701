using System.Diagnostics;
using Serverless.Local.Cli;

namespace Serverless.EndToEndTests;

/// <summary>The phone page in a real browser: a teacher's whole way into the fund at 360 px, checked by axe on every screen.</summary>
public sealed class PhonePageTests(LocalApp app) : IClassFixture<LocalApp>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly string Scripts = Path.Combine(Repository.Root, "tests", "browser");

    [BrowserFact]
    public Task D23_teacher_joins_the_fund_with_a_finger_and_axe_finds_nothing() => PlayAsync("journey.mjs");

    [BrowserFact]
    public Task D09_teacher_opens_her_papers_and_anybody_checks_a_copy_and_axe_finds_nothing() => PlayAsync("papers.mjs");

    [BrowserFact]
    public Task D24_D26_teacher_retires_with_a_finger_officers_work_at_the_desk_and_axe_finds_nothing() => PlayAsync("claims.mjs");

    [BrowserFact]
    public Task A_teacher_is_called_with_a_code_and_comes_back_after_losing_the_phone() => PlayAsync("lost-phone.mjs");

    [BrowserFact]
    public Task A_teacher_sees_corrects_and_takes_their_data_with_a_finger_and_axe_finds_nothing() => PlayAsync("my-data.mjs");

    [BrowserFact]
    public Task D17_D28_D16_teacher_borrows_pays_and_gets_a_certificate_with_a_finger() => PlayAsync("credits.mjs");

    /// <summary>Plays a script; its pictures stay in <c>artifacts/browser</c>.</summary>
    private async Task PlayAsync(string script)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "browser", Path.GetFileNameWithoutExtension(script));
        var pictures = Directory.CreateDirectory(folder).FullName;
        await InstallAsync();

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
    internal const string Chromium = "/usr/bin/chromium";

    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium) && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "needs Chromium: apt-get install -y chromium";
        }
    }
}
