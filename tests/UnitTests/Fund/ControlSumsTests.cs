using CsCheck;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Messages;

namespace Serverless.UnitTests.Fund;

/// <summary>What all accounts together must say, added up from what caused it.</summary>
public sealed class ControlSumsTests
{
    private static readonly Gen<Posting[]> Postings = Gen.Select(Gen.Int[0, 6], Gen.Long[-1_000_000, 1_000_000])
        .Select((kind, centimos) => Made((PostingKind)kind, centimos))
        .Array[0, 20];

    [Theory]
    [InlineData(nameof(PostingKind.Contribution), 5, 0, 0, 0)]
    [InlineData(nameof(PostingKind.Interest), 0, 5, 0, 0)]
    [InlineData(nameof(PostingKind.Bonus), 0, 0, 5, 0)]
    [InlineData(nameof(PostingKind.Adjustment), 0, 0, 0, 5)]
    [InlineData(nameof(PostingKind.Withdrawal), 0, 0, 0, 5)]
    [InlineData(nameof(PostingKind.Refund), 0, 0, 0, 5)]
    [InlineData(nameof(PostingKind.DebtOffset), 0, 0, 0, 5)]
    public void D01_every_kind_of_posting_has_its_sum(string kind, long contribution, long interest, long bonus, long other) =>
        Assert.Equal(new ControlSums(contribution, interest, bonus, other), ControlSums.Of(Enum.Parse<PostingKind>(kind), 5));

    [Fact]
    public void D01_control_total_is_what_the_postings_add_up_to() =>
        Postings.Sample(postings => ControlSums.Of(postings).Total == postings.Sum(posting => posting.Made.AmountCentimos));

    [Fact]
    public void D01_sums_of_two_causes_are_those_of_both_together() =>
        Gen.Select(Postings, Postings)
            .Sample((first, second) => ControlSums.Of(first).Plus(ControlSums.Of(second)) == ControlSums.Of(first.Concat(second)));

    private static Posting Made(PostingKind kind, long centimos) => new(kind, new PostingMade("m", "2026-01", centimos, default, 0, "t"));
}
