namespace Serverless.Local.Staging;

/// <summary>
/// The rules that a script root of ours must obey, those of the host and those of decisions 1, 5 and 6; usable over the build
/// output, the publish folder and a staged one. Each violation is one sentence that begins with the file.
/// </summary>
internal static class ScriptRootCheck
{
    /// <summary>All violations, empty when the folder can be deployed.</summary>
    internal static IReadOnlyList<string> Violations(string folder)
    {
        ScriptRoot root;
        try
        {
            root = ScriptRoot.Load(folder);
        }
        catch (InvalidDataException exception)
        {
            return [exception.Message];
        }
        return [.. Files(root), .. HostCheck.Violations(root.Host), .. FunctionCheck.Violations(root)];
    }

    private static IEnumerable<string> Files(ScriptRoot root)
    {
        var executable = Path.Combine(root.Folder, root.Host.Executable ?? "");
        if (!File.Exists(executable))
        {
            yield return $"host.json: the executable {root.Host.Executable} is not in the folder";
        }
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(executable) & UnixFileMode.UserExecute) == 0)
        {
            yield return $"{root.Host.Executable}: has no executable bit";
        }
        if (!root.Functions.Any())
        {
            yield return "host.json: no sub-folder holds a function.json";
        }
    }
}
