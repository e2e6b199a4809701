using System.Diagnostics;

namespace Serverless.Local.Cli;

/// <summary>Which App is started: its build output, a NativeAOT publish made now, or a folder that was named.</summary>
internal static class AppOutput
{
    internal static async Task<string> FindAsync(LocalOptions options, Narrator narrator)
    {
        if (options.App is { } named)
        {
            return Existing(Path.GetFullPath(named), "--app names a folder without host.json");
        }
        if (options.Aot)
        {
            return await PublishAsync(narrator);
        }
        return Existing(Path.Combine(Artifacts, "bin", "App", "debug"), "App is not built; run: dotnet build functions/Local");
    }

    private static string Artifacts => Path.Combine(Repository.Root, "artifacts");

    private static async Task<string> PublishAsync(Narrator narrator)
    {
        var target = Path.Combine(Artifacts, "publish", "App", "local-aot");
        string[] arguments =
        [
            "publish",
            Path.Combine(Repository.Root, "functions", "App"),
            "-r",
            "linux-x64",
            "-o",
            target,
            "-v",
            "q",
            "-nologo",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = publish.StandardOutput.ReadToEndAsync();
        await narrator.Naming("the NativeAOT publish of App (a minute or two)", publish.WaitForExitAsync());
        return publish.ExitCode == 0
            ? Existing(target, "the publish has no host.json")
            : throw new LocalFailureException($"The NativeAOT publish failed; it needs gcc and zlib1g-dev.\n{await output}");
    }

    private static string Existing(string folder, string otherwise) =>
        File.Exists(Path.Combine(folder, "host.json")) ? folder : throw new LocalFailureException($"{folder}: {otherwise}");
}
