using System.Globalization;

namespace Serverless.Local.Cli;

/// <summary>
/// Everything Local says to the person at the keyboard, one line at a time. A wait of more than three seconds is named, and
/// named again every ten, so that nobody wonders whether the machine hangs.
/// </summary>
internal sealed class Narrator(TextWriter output, TimeProvider clock)
{
    private readonly Lock _line = new();

    internal void Say(string line)
    {
        lock (_line)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    /// <summary>Awaits the work and names it when it takes long.</summary>
    internal async Task<T> Naming<T>(string what, Task<T> work)
    {
        var started = clock.GetTimestamp();
        var patience = TimeSpan.FromSeconds(3);
        while (true)
        {
            using var done = new CancellationTokenSource();
            var first = await Task.WhenAny(work, Task.Delay(patience, clock, done.Token));
            await done.CancelAsync();
            if (first == work)
            {
                return await work;
            }
            var seconds = clock.GetElapsedTime(started).TotalSeconds;
            Say(string.Create(CultureInfo.InvariantCulture, $"  … waiting for {what} ({seconds:0} s)"));
            patience = TimeSpan.FromSeconds(10);
        }
    }

    /// <inheritdoc cref="Naming{T}"/>
    internal Task Naming(string what, Task work) => Naming(what, Finished(work));

    private static async Task<bool> Finished(Task work)
    {
        await work;
        return true;
    }
}
