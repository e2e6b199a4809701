using System.Text.RegularExpressions;

namespace Serverless.UnitTests.Docs;

/// <summary>One row of docs/capabilities.md.</summary>
internal sealed record Capability(string Id, string Promise, string State, string Proof, string Open);

/// <summary>Reads the table and says what is wrong with it, so that the checks themselves can be tested on bad tables.</summary>
internal static partial class CapabilityTable
{
    private static readonly (char Group, int Last)[] Groups = [('D', 54), ('C', 25), ('M', 32), ('A', 30)];
    private static readonly string[] States = ["works", "partly", "planned"];

    internal static IReadOnlyList<string> ExpectedIds { get; } =
    [.. Groups.SelectMany(group => Enumerable.Range(1, group.Last).Select(number => $"{group.Group}{number:D2}"))];

    internal static IReadOnlyList<Capability> Parse(string markdown) => [.. Row().Matches(markdown).Select(Read)];

    internal static IEnumerable<string> Problems(IReadOnlyList<Capability> rows, IReadOnlySet<string> tests)
    {
        foreach (var id in ExpectedIds.Except(rows.Select(row => row.Id), StringComparer.Ordinal))
        {
            yield return $"{id} is missing";
        }

        foreach (var id in rows.Select(row => row.Id).Except(ExpectedIds, StringComparer.Ordinal))
        {
            yield return $"{id} is not a capability";
        }

        foreach (var twice in rows.GroupBy(row => row.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Key} stands {twice.Count()} times";
        }

        foreach (var row in rows)
        {
            foreach (var problem in RowProblems(row, tests))
            {
                yield return $"{row.Id} {problem}";
            }
        }
    }

    private static IEnumerable<string> RowProblems(Capability row, IReadOnlySet<string> tests)
    {
        if (!States.Contains(row.State, StringComparer.Ordinal))
        {
            yield return $"has the unknown state '{row.State}'";
        }

        if (row.State == "works" && row.Proof == "-")
        {
            yield return "works and names no test";
        }

        if (row.Proof != "-" && !tests.Contains(row.Proof))
        {
            yield return $"names the test '{row.Proof}', which does not exist or is skipped";
        }

        if (row.State != "works" && row.Open is "" or "-")
        {
            yield return "does not say what is missing";
        }
    }

    private static Capability Read(Match row)
    {
        var cells = row.Value.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
        return cells.Length == 5
            ? new Capability(cells[0], cells[1], cells[2], cells[3].Trim('`'), cells[4])
            : new Capability(cells[0], "", $"{cells.Length} cells", "-", "");
    }

    [GeneratedRegex(@"^\| [A-Z]\d+ \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
