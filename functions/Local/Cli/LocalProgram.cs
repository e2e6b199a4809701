using System.Collections.ObjectModel;
using Serverless.Local.Demo;
using Serverless.Local.Staging;

namespace Serverless.Local.Cli;

/// <summary>Reads the command line and does what it asks; the exit code is 0 only when that worked.</summary>
internal static class LocalProgram
{
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TimeProvider clock)
    {
        var narrator = new Narrator(output, clock);
        try
        {
            return await DoAsync(LocalOptions.Parse(arguments), narrator, clock);
        }
        catch (Exception failure) when (failure is LocalFailureException or InvalidDataException)
        {
            narrator.Say($"✗ {failure.Message}");
            return 1;
        }
    }

    private static Task<int> DoAsync(LocalOptions options, Narrator narrator, TimeProvider clock) =>
        options.Command switch
        {
            LocalCommand.Help => Task.FromResult(Help(narrator)),
            LocalCommand.Check => Task.FromResult(Check(options.Folder!, narrator)),
            LocalCommand.Reset => Task.FromResult(Reset(options, narrator)),
            LocalCommand.Stage => StageAsync(options, narrator),
            LocalCommand.VerifyAudit => AuditCommand.RunAsync(options, narrator, clock),
            LocalCommand.Demo => RunCommand.RunAsync(options, narrator, clock, DemoPlay.Pace, DemoPlay.PlayAsync),
            _ => RunCommand.RunAsync(options, narrator, clock, ReadOnlyDictionary<string, string>.Empty, StayAsync),
        };

    /// <summary>A run without a script goes on until it is stopped.</summary>
    private static async Task<bool> StayAsync(LocalCloud cloud, Narrator narrator, CancellationToken stop)
    {
        narrator.Say($"✓ ready: {cloud.Address}_local/   (next: dotnet run --project functions/Local -- demo --data .local/demo --port 0)");
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    private static int Help(Narrator narrator)
    {
        narrator.Say(HelpText.Text);
        return 0;
    }

    private static int Check(string folder, Narrator narrator)
    {
        var violations = ScriptRootCheck.Violations(folder);
        foreach (var violation in violations)
        {
            narrator.Say($"✗ {violation}");
        }
        narrator.Say(violations.Count == 0 ? $"✓ {folder} is a script root" : $"{violations.Count} rules are broken");
        return violations.Count == 0 ? 0 : 1;
    }

    private static int Reset(LocalOptions options, Narrator narrator)
    {
        using var data = DataFolder.Take(options.Data ?? DataFolder.Usual);
        data.Clear();
        narrator.Say($"✓ {data.Path} is empty. The next start begins anew.");
        return 0;
    }

    private static async Task<int> StageAsync(LocalOptions options, Narrator narrator)
    {
        var source = await AppOutput.FindAsync(options, narrator);
        var target = Path.GetFullPath(options.Folder!);
        ScriptRootStager.Stage(source, target);
        ScriptRootStager.WriteSampleSettings(target);
        narrator.Say($"✓ {target} is a script root with Storage queues. Start it with: func start --script-root {options.Folder}");
        return Check(target, narrator);
    }
}
