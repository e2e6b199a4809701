using System.Globalization;

namespace Serverless.Local.Cli;

/// <summary>
/// The folder that holds everything Local remembers, locked for one run at a time. The lock is the operating system's, so it
/// ends with the process however that ends; the process id inside is for the message only.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary><c>.local</c> beside the solution; git ignores it.</summary>
    internal static string Usual => System.IO.Path.Combine(Repository.Root, ".local");

    /// <summary>Installed tools, shared by all data folders and kept by reset.</summary>
    internal static string Tools => System.IO.Path.Combine(Usual, "tools");

    internal string Path { get; }

    internal string Keys => System.IO.Path.Combine(Path, "keys");

    internal string Timers => System.IO.Path.Combine(Path, "timers");

    internal string ScriptRoot => System.IO.Path.Combine(Path, "script-root");

    internal string TaskHub => System.IO.Path.Combine(Path, "taskhub", "hub.db");

    internal string Storage => System.IO.Path.Combine(Path, "azurite");

    /// <summary>Takes the folder, or fails with the id of the run that has it.</summary>
    internal static DataFolder Take(string path)
    {
        Directory.CreateDirectory(path);
        var file = System.IO.Path.Combine(path, "lock");
        var pidFile = System.IO.Path.Combine(path, "pid");
        try
        {
            var held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(path, held);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            var owner = File.Exists(pidFile) ? $" (process {File.ReadAllText(pidFile).Trim()})" : "";
            throw new LocalFailureException(
                $"Another run{owner} holds the data in {path}. Stop it, or start this one with --data DIR and --port N.",
                exception
            );
        }
    }

    /// <summary>Deletes everything but the lock itself and installed tools.</summary>
    internal void Clear()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path).Where(folder => System.IO.Path.GetFileName(folder) != "tools"))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => _lock.Dispose();
}
