namespace Serverless.UnitTests.Architecture;

/// <summary>The repository as it lies on disk, for tests that read sources, documents and templates.</summary>
internal static class SourceTree
{
    private static readonly string[] Ignored = ["artifacts", "node_modules", ".local", ".git", "bin", "obj", "generated"];

    internal static string Root { get; } = FindRoot();

    internal static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    /// <summary>Files below a folder as paths relative to the root with forward slashes, sorted; build output left out.</summary>
    internal static IEnumerable<string> Files(string folder, string pattern)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start) ? Walk(start, pattern).Select(Relative).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>Folders below a folder, the folder included, relative to the root.</summary>
    internal static IEnumerable<string> Folders(string folder) =>
        Files(folder, "*").Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/')).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(string folder, string pattern) =>
        Directory
            .EnumerateFiles(folder, pattern)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(child => !Ignored.Contains(Path.GetFileName(child), StringComparer.Ordinal))
                    .SelectMany(child => Walk(child, pattern))
            );

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Serverless.sln not found above the test output.");
    }
}
