using System.Diagnostics;
using System.Security.Cryptography;

namespace Serverless.Local.Azurite;

/// <summary>
/// Installs the pinned Azurite once per lock file into a cache folder. Two processes that install at the same time do not meet: each
/// installs beside the goal and renames, and the first one wins. Within a process the second caller waits for the first.
/// </summary>
internal static class AzuriteInstall
{
    private static readonly string[] Files = ["package.json", "package-lock.json", ".npmrc"];

    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>The emulator that goes with this build: its package file, lock file and npm settings.</summary>
    internal static string Pinned { get; } = Path.Combine(AppContext.BaseDirectory, "Azurite");

    /// <summary>The script that node starts.</summary>
    /// <param name="package">Folder with the files that npm installs from, <see cref="Pinned"/> unless a test has others.</param>
    /// <param name="cache">Folder for installed tools, for example <c>.local/tools</c>.</param>
    /// <param name="announce">Told before something that takes more than three seconds.</param>
    /// <exception cref="InvalidOperationException">npm is absent or could not install; its words are in the message.</exception>
    internal static async Task<string> EnsureAsync(string package, string cache, Action<string> announce, CancellationToken cancellation)
    {
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            return await InstallAsync(package, cache, announce, cancellation);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<string> InstallAsync(string package, string cache, Action<string> announce, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(package, "package-lock.json"), cancellation))
        );
        var goal = Path.Combine(cache, $"azurite-{hash[..12]}");
        var script = Path.Combine(goal, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(script))
        {
            return script;
        }

        announce("Installing the storage emulator Azurite with npm, about 15 seconds, this first time only");
        var working = $"{goal}.{Environment.ProcessId}";
        Directory.CreateDirectory(working);
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(package, file), Path.Combine(working, file), overwrite: true);
        }

        await NpmAsync(working, cancellation);
        try
        {
            Directory.Move(working, goal);
        }
        catch (IOException) when (File.Exists(script))
        {
            Directory.Delete(working, recursive: true);
        }

        return script;
    }

    private static async Task NpmAsync(string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("npm", ["ci", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var npm = Tool.Start(start, "npm", "Install Node.js 20 or newer (it brings npm): the storage emulator Azurite needs it.");
        var output = npm.StandardOutput.ReadToEndAsync(cancellation);
        var errors = await npm.StandardError.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm could not install Azurite (exit code {npm.ExitCode}).\n{await output}{errors}");
        }
    }
}

/// <summary>Starts an outside program, or says what to install.</summary>
internal static class Tool
{
    internal static Process Start(ProcessStartInfo start, string name, string advice)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"{name} was not found. {advice}", e);
        }
    }
}
