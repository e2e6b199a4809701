namespace Serverless.UnitTests.Architecture;

/// <summary>The hard stops of the style guide; what is meant is a third of them.</summary>
public sealed class FileSizeTests
{
    [Theory]
    [InlineData("functions", "*.cs", 200)]
    [InlineData("tests", "*.cs", 400)]
    [InlineData("functions", "Program.cs", 40)]
    public void Files_stay_short(string folder, string pattern, int limit) =>
        Assert.Empty(
            SourceTree
                .Files(folder, pattern)
                .Select(file => (Name: file, Lines: SourceTree.Read(file).Count(letter => letter == '\n')))
                .Where(file => file.Lines > limit)
                .Select(file => $"{file.Name} has {file.Lines} lines, the limit is {limit}")
        );

    [Fact]
    public void Folders_hold_at_most_20_source_files() =>
        Assert.Empty(
            SourceTree
                .Files("functions", "*.cs")
                .GroupBy(Path.GetDirectoryName)
                .Where(folder => folder.Count() > 20)
                .Select(folder => $"{folder.Key} holds {folder.Count()} source files, the limit is 20")
        );
}
