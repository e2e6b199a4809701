using System.Text.RegularExpressions;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Snapshots;

/// <summary>Error codes as the sources write them: the first argument of every <c>Error</c> that is made.</summary>
internal static partial class ErrorCodes
{
    internal static IReadOnlyList<string> InSources { get; } =
    [
        .. SourceTree
            .Files("functions", "*.cs")
            .Where(file => !file.StartsWith("functions/Local/", StringComparison.Ordinal))
            .SelectMany(file => In(SourceTree.Read(file)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    internal static IEnumerable<string> In(string source) =>
        Codes(Made(), source)
            .Concat(Reasons().Matches(source).SelectMany(reasons => Codes(Constant(), reasons.Value)))
            .Concat(Makers().Matches(source).SelectMany(maker => MadeBy(maker.Groups["name"].Value, source)));

    /// <summary>Codes given to a method of the same file that makes the error from its first argument.</summary>
    private static IEnumerable<string> MadeBy(string maker, string source) =>
        Codes(new Regex($"\\b{maker}\\(\\s*\"(?<code>[a-z0-9.-]+)\""), source);

    private static IEnumerable<string> Codes(Regex made, string source) => made.Matches(source).Select(match => match.Groups["code"].Value);

    /// <summary>Classes of reasons: a decision names them, and the catalogue explains them as it explains a refusal.</summary>
    [GeneratedRegex("""\bclass \w+Codes\s*\{.*?^\}""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Reasons();

    [GeneratedRegex("""\bconst string \w+ = "(?<code>[a-z0-9.-]+)""")]
    private static partial Regex Constant();

    [GeneratedRegex("""\bError (?<name>\w+)\(string code\b""")]
    private static partial Regex Makers();

    [GeneratedRegex("""(?:\bError\s*\.\w+|\bError\s+\w+\s*=\s*new|\bError\s+\w+\s*=>\s*new|\bnew Error)\(\s*"(?<code>[a-z0-9.-]+)""")]
    private static partial Regex Made();
}
