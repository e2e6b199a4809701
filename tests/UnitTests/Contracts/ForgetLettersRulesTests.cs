using Serverless.App.Contracts.Letters;

namespace Serverless.UnitTests.Contracts;

public sealed class ForgetLettersRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    private static readonly LetterBook Book = new("member")
    {
        Letters =
        [
            new Letter(1, "d-1", Noon) { Status = LetterStatus.InForce, SignedAt = Noon },
            new Letter(2, "d-2", Noon),
            new Letter(3, "d-3", Noon),
        ],
    };

    [Fact]
    public void Only_the_drafts_that_are_named_become_void_and_can_never_be_signed()
    {
        var after = LetterRules.Forget(Book, new HashSet<int> { 1, 3 }, Noon).Value;

        Assert.Equal([LetterStatus.InForce, LetterStatus.Draft, LetterStatus.Void], after.Letters.Select(letter => letter.Status));
        Assert.Equal(Noon, after.Letters[2].EndedAt);
        Assert.NotNull(LetterRules.MayBeSigned(after, "d-3").Error);
    }

    [Fact]
    public void Second_time_there_is_nothing_left_and_after_a_death_nothing_is_touched()
    {
        var drafts = new HashSet<int> { 2, 3 };
        var once = LetterRules.Forget(Book, drafts, Noon).Value;

        Assert.Equal(LetterErrors.None, LetterRules.Forget(once, drafts, Noon).Error);
        Assert.Equal(LetterErrors.None, LetterRules.Forget(Book with { FrozenAt = Noon }, drafts, Noon).Error);
    }
}
