using Serverless.App.Membership.Register;

namespace Serverless.UnitTests.Membership;

public sealed class RegisterImportRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly string Hash = new('A', 64);
    private static readonly RegisterImport Open = RegisterImportRules.Open("i1", "officer-1", 100, Hash, Noon).Value;

    [Theory]
    [InlineData(0, "membership.register-import-size")]
    [InlineData(-1, "membership.register-import-size")]
    [InlineData((200L * 1024 * 1024) + 1, "membership.register-import-size")]
    [InlineData(200L * 1024 * 1024, null)]
    public void Open_takes_files_up_to_the_limit(long length, string? code) =>
        Assert.Equal(code, RegisterImportRules.Open("i1", "officer-1", length, Hash, Noon).Error?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("ÑAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Open_wants_a_whole_hash(string hash) =>
        Assert.Equal("membership.register-import-hash", RegisterImportRules.Open("i1", "officer-1", 1, hash, Noon).Error?.Code);

    [Fact]
    public void Receive_twice_is_the_same_as_once_and_never_goes_back()
    {
        var received = RegisterImportRules.Receive(Open).Value;
        var running = RegisterImportRules.Begin(received, 10);

        Assert.Equal(received, RegisterImportRules.Receive(received).Value);
        Assert.Equal(running, RegisterImportRules.Receive(running).Value);
        Assert.Equal(running, RegisterImportRules.Begin(running, 99));
    }

    [Fact]
    public void Receive_after_removal_is_refused() =>
        Assert.Equal(RegisterErrors.Closed, RegisterImportRules.Receive(Open with { Status = RegisterImportStatus.Removed }).Error);

    [Fact]
    public void Percent_counts_lines_and_keeps_the_hundred_for_the_end()
    {
        var running = RegisterImportRules.Begin(RegisterImportRules.Receive(Open).Value, 8);
        var half = RegisterImportRules.Advance(running, 50, 5, new RegisterCounts(2, 1, 0, 1));
        var through = RegisterImportRules.Advance(half, 100, 9, new RegisterCounts(4, 0, 0, 0));

        Assert.Equal(
            [0, 50, 99, 100],
            [.. new[] { running, half, through, RegisterImportRules.Finish(through, Noon) }.Select(RegisterImportRules.Percent)]
        );
        Assert.Equal((2, true, false), (through.Slices, RegisterImportRules.IsThrough(through), RegisterImportRules.IsThrough(half)));
    }
}
