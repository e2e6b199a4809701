using System.Text.Json;

namespace Serverless.Local.Staging;

/// <summary>
/// Writes a script root with Storage queue triggers from App's build or publish output. What it writes is what the official
/// host or Core Tools start as it is: executable bit, <c>.azurefunctions</c> marker, a local.settings.json of its own.
/// </summary>
internal static class ScriptRootStager
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Copies and rewrites; files of an earlier staging that no longer exist in the source are removed.</summary>
    internal static ScriptRoot Stage(string source, string target, IReadOnlyDictionary<string, string>? settings = null)
    {
        var from = ScriptRoot.Load(source, settings);
        RefuseForeignFolder(target);
        RemoveStale(source, target);
        CopyFolder(source, target);
        foreach (var file in ScriptRoot.FunctionFolders(target))
        {
            var function = ScriptRoot.ReadObject(file);
            if (TransportRewriter.Rewrite(function, Path.GetDirectoryName(file)!))
            {
                File.WriteAllText(file, function.ToJsonString(Indented));
            }
        }
        Directory.CreateDirectory(Path.Combine(target, Marker));
        MakeExecutable(Path.Combine(target, from.Host.Executable ?? ""));
        return ScriptRoot.Load(target, settings);
    }

    /// <summary>Settings for Core Tools: storage on the development account, the transport that staging fixed.</summary>
    internal static void WriteSampleSettings(string target) =>
        File.WriteAllText(
            Path.Combine(target, "local.settings.json"),
            $$"""
            {
              "IsEncrypted": false,
              "Values": {
                "FUNCTIONS_WORKER_RUNTIME": "custom",
                "Environment": "Local",
                "AzureWebJobsStorage": "UseDevelopmentStorage=true",
                "Storage__ConnectionString": "UseDevelopmentStorage=true",
                "{{TransportRewriter.SettingName}}": "{{TransportRewriter.StorageQueues}}"
              }
            }

            """
        );

    private const string Marker = ".azurefunctions";

    /// <summary>Staging empties its target, so it only takes a folder that is new, empty or staged before.</summary>
    private static void RefuseForeignFolder(string target)
    {
        if (
            Directory.Exists(target)
            && Directory.EnumerateFileSystemEntries(target).Any()
            && !Directory.Exists(Path.Combine(target, Marker))
        )
        {
            throw new InvalidDataException($"{target} holds files that are not a staged script root; name an empty folder");
        }
    }

    private static void RemoveStale(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories))
        {
            if (!File.Exists(Path.Combine(source, Path.GetRelativePath(target, file))))
            {
                File.Delete(file);
            }
        }
    }

    private static void CopyFolder(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(IsShipped))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (!IsSame(file, copy))
            {
                // A running handler keeps the old file: a new one takes its name instead of its content.
                File.Delete(copy);
                File.Copy(file, copy);
            }
        }
    }

    private static bool IsShipped(string file) =>
        !file.EndsWith(".pdb", StringComparison.Ordinal) && !file.EndsWith(".dbg", StringComparison.Ordinal);

    private static bool IsSame(string file, string copy)
    {
        var (original, existing) = (new FileInfo(file), new FileInfo(copy));
        return file.EndsWith("function.json", StringComparison.Ordinal) is false
            && existing.Exists
            && existing.Length == original.Length
            && existing.LastWriteTimeUtc == original.LastWriteTimeUtc;
    }

    private static void MakeExecutable(string file)
    {
        if (File.Exists(file) && !OperatingSystem.IsWindows())
        {
            const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | Execute);
        }
    }
}
