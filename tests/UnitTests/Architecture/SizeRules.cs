namespace Serverless.UnitTests.Architecture;

/// <summary>The hard stops of the style guide as functions from names and lengths to complaints.</summary>
internal static class SizeRules
{
    internal const int FilesInFolder = 20;

    internal static IEnumerable<string> LongFiles(IEnumerable<(string Name, int Lines)> files, int limit) =>
        files.Where(file => file.Lines > limit).Select(file => $"{file.Name} has {file.Lines} lines, the limit is {limit}");

    internal static IEnumerable<string> FullFolders(IEnumerable<string> files) =>
        files
            .GroupBy(Path.GetDirectoryName)
            .Where(folder => folder.Count() > FilesInFolder)
            .Select(folder => $"{folder.Key} holds {folder.Count()} source files, the limit is {FilesInFolder}");
}
