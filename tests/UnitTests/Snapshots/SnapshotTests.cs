namespace Serverless.UnitTests.Snapshots;

public sealed class SnapshotTests
{
    [Fact]
    public void Difference_names_what_went_what_came_and_how_to_accept_it()
    {
        var message = Snapshot.Difference("a.txt", "kept\nold\n", "kept\nnew\n");

        Assert.Contains("  - old\n  + new\n", message, StringComparison.Ordinal);
        Assert.Contains("UPDATE_SNAPSHOTS=1", message, StringComparison.Ordinal);
        Assert.DoesNotContain("kept", message, StringComparison.Ordinal);
    }
}
