using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Infra;

/// <summary>The Bicep compiler, which comes as a package and needs no network.</summary>
internal static class Bicep
{
    internal static string Path { get; } =
        typeof(Bicep)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "BicepPath")
            .Value!.Replace('\\', System.IO.Path.DirectorySeparatorChar);

    internal static bool Runs =>
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64;

    /// <summary>A copy of infra/ that a run may write into.</summary>
    internal static string CopyOfTemplates()
    {
        var copy = Directory.CreateTempSubdirectory("infra-").FullName;
        foreach (var file in SourceTree.Files("infra", "*"))
        {
            var target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath("infra", file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(System.IO.Path.Combine(SourceTree.Root, file), target);
        }

        return copy;
    }

    /// <summary>Runs one command; answers what it complained about, warnings included.</summary>
    internal static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var process = Process.Start(
            new ProcessStartInfo(Path, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var complaints = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0 ? complaints.Trim() : $"exit code {process.ExitCode}: {complaints}{await output}";
    }
}

/// <summary>A test that runs the Bicep compiler; skipped where the package has no executable for the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = Bicep.Runs ? null! : "The Bicep compiler of the package runs on linux-x64 only.";
}
