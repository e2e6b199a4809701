using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Docs;

public sealed class CapabilityTableTests
{
    private static readonly HashSet<string> OneTest = new(StringComparer.Ordinal) { "DniTests.Check_character_matches" };

    [Fact]
    public void Capabilities_document_holds_141_rows_that_are_true()
    {
        var rows = CapabilityTable.Parse(SourceTree.Read("docs/capabilities.md"));

        var problems = CapabilityTable.Problems(rows, TestSources.Names);

        Assert.Equal(141, CapabilityTable.ExpectedIds.Count);
        Assert.Empty(problems);
    }

    [Fact]
    public void Test_sources_find_this_very_test() =>
        Assert.Contains($"{nameof(CapabilityTableTests)}.{nameof(Test_sources_find_this_very_test)}", TestSources.Names);

    [Theory]
    [InlineData("| D01 | a | works | - | - |", "D01 works and names no test")]
    [InlineData("| D01 | a | works | Gone.Never | - |", "D01 names the test 'Gone.Never', which does not exist or is skipped")]
    [InlineData("| D01 | a | partly | Gone.Never | b |", "D01 names the test 'Gone.Never', which does not exist or is skipped")]
    [InlineData("| D01 | a | nearly | - | b |", "D01 has the unknown state 'nearly'")]
    [InlineData("| D01 | a | planned | - |  |", "D01 does not say what is missing")]
    [InlineData("| D55 | a | planned | - | b |", "D55 is not a capability")]
    [InlineData("| D02 | a | planned | - | b |", "D01 is missing")]
    [InlineData("| D01 | a | planned | - | b |\n| D01 | a | planned | - | b |", "D01 stands 2 times")]
    [InlineData("| D01 | a | planned | b |", "D01 has the unknown state '4 cells'")]
    public void Table_with_a_fault_names_the_fault(string table, string problem)
    {
        var rows = CapabilityTable.Parse(table);

        var problems = CapabilityTable.Problems(rows, OneTest);

        Assert.Contains(problem, problems);
    }

    [Fact]
    public void Row_that_works_with_an_existing_test_is_accepted()
    {
        var rows = CapabilityTable.Parse("| D01 | a | works | `DniTests.Check_character_matches` | - |");

        var problems = CapabilityTable.Problems(rows, OneTest);

        Assert.DoesNotContain(problems, problem => problem.StartsWith("D01", StringComparison.Ordinal));
    }
}
