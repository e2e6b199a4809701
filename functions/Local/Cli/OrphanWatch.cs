namespace Serverless.Local.Cli;

/// <summary>
/// <c>dotnet run</c> starts Local as its child, and killing it hard must not leave Local behind: then Local ends as with Ctrl-C.
/// Started any other way (a service, a shell that closes) Local stays.
/// </summary>
internal static class OrphanWatch
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>Completes when the <c>dotnet run</c> that started us is gone, else when cancelled.</summary>
    internal static async Task ParentGoneAsync(TimeProvider clock, CancellationToken cancellation)
    {
        var parent = ParentId();
        if (parent is null || !IsDotnetRun(parent.Value))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        while (ParentId() == parent && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Fourth field of /proc/self/stat; null where there is no such file.</summary>
    private static int? ParentId()
    {
        const string Stat = "/proc/self/stat";
        if (!File.Exists(Stat))
        {
            return null;
        }
        var text = File.ReadAllText(Stat);
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool IsDotnetRun(int id)
    {
        var file = $"/proc/{id}/cmdline";
        var words = File.Exists(file) ? File.ReadAllText(file).Split('\0') : [];
        return Path.GetFileName(words.FirstOrDefault() ?? "") == "dotnet" && words.Contains("run");
    }
}
