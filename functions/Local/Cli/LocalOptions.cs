using System.Globalization;

namespace Serverless.Local.Cli;

/// <summary>What Local is asked to do.</summary>
internal enum LocalCommand
{
    /// <summary>Starts everything and stays until Ctrl-C.</summary>
    Run,

    /// <summary>Starts everything and plays the scripted journeys.</summary>
    Demo,

    /// <summary>Deletes the data of this laptop.</summary>
    Reset,

    /// <summary>Writes a script root for the official host.</summary>
    Stage,

    /// <summary>Checks a script root.</summary>
    Check,

    /// <summary>Holds the event chains against the stamped manifests.</summary>
    VerifyAudit,
    Help,
}

/// <summary>The command line, read.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Folder">Target of <c>stage</c>, subject of <c>check</c>.</param>
/// <param name="Port">Public port; 0 lets the system choose.</param>
/// <param name="Aot">Use the published NativeAOT executable instead of the build output.</param>
/// <param name="Data">Where data and keys are kept; null is <c>.local</c> beside the solution.</param>
/// <param name="App">A publish folder to start instead of App's build output.</param>
internal sealed record LocalOptions(LocalCommand Command, string? Folder, int Port, bool Aot, string? Data, string? App)
{
    /// <summary>A storage account in Azure that <c>verify-audit</c> reads instead of this laptop's data.</summary>
    internal string? Account { get; init; }

    /// <summary>PEM file with the roots of the time-stamp authority.</summary>
    internal string? Roots { get; init; }

    internal const int DefaultPort = 7071;

    /// <summary>Reads the arguments; what cannot be read is a <see cref="LocalFailureException"/> that says what was expected.</summary>
    internal static LocalOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LocalOptions(LocalCommand.Run, null, DefaultPort, false, null, null);
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var word))
        {
            options = word switch
            {
                "demo" => options with { Command = LocalCommand.Demo },
                "reset" => options with { Command = LocalCommand.Reset },
                "stage" => options with { Command = LocalCommand.Stage, Folder = NextFolder(rest, "stage needs a folder: stage DIR") },
                "check" => options with { Command = LocalCommand.Check, Folder = NextFolder(rest, "check needs a folder: check DIR") },
                "verify-audit" => options with { Command = LocalCommand.VerifyAudit },
                "--account" => options with { Account = Next(rest, "--account needs a storage account's name") },
                "--roots" => options with { Roots = Next(rest, "--roots needs a PEM file") },
                "help" or "--help" or "-h" => options with { Command = LocalCommand.Help },
                "--port" => options with { Port = PortIn(Next(rest, "--port needs a number")) },
                "--aot" => options with { Aot = true },
                "--data" => options with { Data = NextFolder(rest, "--data needs a folder") },
                "--app" => options with { App = NextFolder(rest, "--app needs a publish folder") },
                _ => throw new LocalFailureException($"\"{word}\" is not understood. Try --help."),
            };
        }
        return options;
    }

    private static string Next(Queue<string> rest, string missing) =>
        rest.TryDequeue(out var value) && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw new LocalFailureException(missing);

    /// <summary>Whole, because App and the emulator stand in folders of their own.</summary>
    private static string NextFolder(Queue<string> rest, string missing) => Path.GetFullPath(Next(rest, missing));

    private static int PortIn(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new LocalFailureException($"--port: {text} is no port; give 0 to 65535, 0 for any free one.");
}
