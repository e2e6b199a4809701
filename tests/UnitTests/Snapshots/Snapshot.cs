using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Snapshots;

/// <summary>
/// Compares a public contract with the copy that is committed. <c>UPDATE_SNAPSHOTS=1 dotnet test tests/UnitTests</c> accepts
/// what the code says now; the difference then stands in the commit, where a reviewer reads it. A contract is pinned by its first
/// commit; CI refuses one that is not pinned.
/// </summary>
internal static class Snapshot
{
    private static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";

    private static bool Accepts => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    internal static void Matches(string path, IEnumerable<string> lines) => Matches(path, string.Concat(lines.Select(line => line + "\n")));

    internal static void Matches(string path, string actual)
    {
        var file = Path.Combine(SourceTree.Root, path);
        if (Accepts)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        if (!File.Exists(file))
        {
            Assert.False(IsCi, $"{path} is not pinned yet: run UPDATE_SNAPSHOTS=1 dotnet test tests/UnitTests and commit it");
            return;
        }

        var committed = File.ReadAllText(file);
        Assert.True(committed == actual, Difference(path, committed, actual));
    }

    /// <summary>What a reader needs: which lines went, which came, and how to accept them.</summary>
    internal static string Difference(string path, string committed, string actual)
    {
        var before = committed.Split('\n');
        var after = actual.Split('\n');
        var gone = before.Except(after, StringComparer.Ordinal).Take(20).Select(line => $"  - {line}");
        var come = after.Except(before, StringComparer.Ordinal).Take(20).Select(line => $"  + {line}");
        return $"""
            {path} no longer says what the code says:
            {string.Join('\n', gone.Concat(come))}
            Others rely on this. If the change is meant, run
              UPDATE_SNAPSHOTS=1 dotnet test tests/UnitTests --filter FullyQualifiedName~Snapshots
            read the difference and say in the commit message why it is safe.
            """;
    }
}
