using System.Text.RegularExpressions;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Docs;

/// <summary>Names of every runnable test in the repository, read from the sources so that all test projects count.</summary>
internal static partial class TestSources
{
    internal static IReadOnlySet<string> Names { get; } =
        SourceTree.Files("tests", "*.cs").SelectMany(Read).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Read(string file)
    {
        var text = SourceTree.Read(file);
        return from type in ClassName().Matches(text)
            from test in TestMethod().Matches(text)
            select $"{type.Groups[1].Value}.{test.Groups[1].Value}";
    }

    [GeneratedRegex(@"^public sealed (?:partial )?class (\w+)", RegexOptions.Multiline)]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^\s*\[\w*(?:Fact|Theory)\b(?!\(Skip)[\s\S]*?\bpublic\s+(?:async\s+)?[\w<>]+\s+(\w+)\s*\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();
}
