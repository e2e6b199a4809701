using System.Diagnostics;
using System.Globalization;
using Serverless.Local.Cli;
using Serverless.TestKit.Processes;

namespace Serverless.EndToEndTests;

/// <summary>Local as a person starts it: a process of its own.</summary>
internal sealed class LocalProcess : IDisposable
{
    private readonly Process _process;
    private readonly Transcript _said = new();

    private LocalProcess(Process process) => _process = process;

    internal string Said => _said.ToString();

    internal bool HasExited => _process.HasExited;

    internal int ExitCode => _process.ExitCode;

    internal static LocalProcess Start(params string[] arguments)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Local", "debug", "Serverless.Local");
        string[] published = LocalApp.Published is { } app ? ["--app", app] : [];
        var start = new ProcessStartInfo(program, [.. arguments, .. published])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        var local = new LocalProcess(new Process { StartInfo = start });
        local._process.OutputDataReceived += (_, line) => local._said.WriteLine(line.Data);
        local._process.Start();
        local._process.BeginOutputReadLine();
        return local;
    }

    /// <summary>Processes that it started, and theirs.</summary>
    internal IReadOnlyList<int> Descendants()
    {
        var found = new List<int> { _process.Id };
        var parents = Directory.EnumerateDirectories("/proc").Select(Parent).OfType<(int Id, int Parent)>().ToList();
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(parents.Where(process => process.Parent == found[index]).Select(process => process.Id));
        }
        return found[1..];
    }

    internal Task ReadyAsync() => Wait.Until(() => Said.Contains("✓ ready", StringComparison.Ordinal), $"not ready: {Said}", 180);

    /// <summary>Waits for the end and for all that it said until then.</summary>
    internal async Task EndedAsync(string otherwise, int seconds = 60)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_process.HasExited, $"{otherwise}: {Said}");
    }

    internal void KillHard() => _process.Kill();

    /// <summary>What Ctrl-C sends.</summary>
    internal void Interrupt() => Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    internal static bool IsAlive(int id) => File.Exists($"/proc/{id}/stat") && !IsZombie(id);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
        _said.Dispose();
    }

    private static bool IsZombie(int id) => Stat($"/proc/{id}") is { } fields && fields[0] == "Z";

    private static (int Id, int Parent)? Parent(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Stat(folder) is { } fields
            ? (id, int.Parse(fields[1], CultureInfo.InvariantCulture))
            : null;

    private static string[]? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
