using System.Diagnostics;
using System.Globalization;

namespace Serverless.Local.Cli;

/// <summary>
/// Gives the ports of a range in turn to all processes of a user. Whoever is given a port looks whether it is free, and listens seconds
/// later: chosen at random, it would now and then be given to a second one in between.
/// </summary>
/// <param name="file">Holds the port that was given last; a damaged one begins the round anew somewhere.</param>
internal sealed class PortRound(string file)
{
    // Below the ranges from which Linux (32768) and Windows (49152) take the ports of outgoing connections.
    internal const int First = 20_000;
    internal const int AfterLast = 32_000;

    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(10);

    /// <summary>The next port of the round, free or not.</summary>
    internal int Next()
    {
        // The folder may be anybody's: what a link of somebody else points to is not ours to write over.
        if (new FileInfo(file).LinkTarget is not null)
        {
            throw new LocalFailureException($"{file} is a link to another file. Delete the link.");
        }

        using var held = Hold();
        Span<byte> text = stackalloc byte[8];
        var read = held.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        var port =
            int.TryParse(text[..read], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last is >= First and < AfterLast - 1
                ? last + 1
            : last == AfterLast - 1 ? First
            : Random.Shared.Next(First, AfterLast);
        port.TryFormat(text, out var written, provider: CultureInfo.InvariantCulture);
        held.SetLength(0);
        held.Write(text[..written]);
        return port;
    }

    private FileStream Hold()
    {
        var waiting = Stopwatch.StartNew();
        var turns = new SpinWait();
        while (true)
        {
            try
            {
                return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException) when (waiting.Elapsed < TurnLimit)
            {
                // Another one is taking its port, which lasts microseconds.
                turns.SpinOnce();
            }
        }
    }
}
