namespace Serverless.UnitTests.Architecture;

/// <summary>The hard stops of the style guide; what is meant is a third of them.</summary>
public sealed class FileSizeTests
{
    [Theory]
    [InlineData("functions", "*.cs", 200)]
    [InlineData("tests", "*.cs", 400)]
    [InlineData("functions", "Program.cs", 40)]
    public void Files_stay_short(string folder, string pattern, int limit) =>
        Assert.Empty(SizeRules.LongFiles(SourceTree.Files(folder, pattern).Select(Measured), limit));

    [Fact]
    public void Folders_hold_at_most_20_source_files() => Assert.Empty(SizeRules.FullFolders(SourceTree.Files("functions", "*.cs")));

    [Theory]
    [InlineData(200, 0)]
    [InlineData(201, 1)]
    public void File_of_one_line_too_many_is_caught(int lines, int problems) =>
        Assert.Equal(problems, SizeRules.LongFiles([("Loan.cs", lines), ("Short.cs", 1)], 200).Count());

    [Theory]
    [InlineData(20, 0)]
    [InlineData(21, 1)]
    public void Folder_of_one_file_too_many_is_caught(int files, int problems) =>
        Assert.Equal(
            problems,
            SizeRules.FullFolders([.. Enumerable.Range(0, files).Select(file => $"Credits/Loan{file}.cs"), "Fund/Account.cs"]).Count()
        );

    private static (string Name, int Lines) Measured(string file) => (file, SourceTree.Read(file).Count(letter => letter == '\n'));
}
