using Serverless.App.Contracts.Letters;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.TestKit.Contracts;

namespace Serverless.UnitTests.Contracts;

public sealed class LetterRulesTests
{
    private static readonly LetterTerms Terms = new(10, 18);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    private static readonly (string Code, Func<Beneficiary, Beneficiary> Change)[] WrongPeople =
    [
        ("contracts.beneficiary-invalid", one => one with { Name = "X" }),
        ("contracts.beneficiary-invalid", one => one with { DocumentNumber = "1234567" }),
        ("contracts.beneficiary-invalid", one => one with { DocumentType = "ruc" }),
        ("contracts.beneficiary-invalid", one => one with { Kinship = "neighbour" }),
        ("contracts.beneficiary-invalid", one => one with { Share = 0m }),
        ("contracts.beneficiary-invalid", one => one with { Share = 59.999m }),
        ("contracts.beneficiary-invalid", one => one with { BirthDate = new DateOnly(2026, 11, 23) }),
        ("contracts.guardian-missing", one => one with { BirthDate = new DateOnly(2008, 11, 23) }),
        ("contracts.beneficiary-is-member", one => one with { DocumentNumber = SamplePapers.Person.Dni }),
        ("contracts.shares-not-100", one => one with { Share = 59.99m }),
        ("contracts.beneficiary-twice", one => one with { DocumentNumber = "60123456" }),
    ];

    [Fact]
    public void Letter_with_a_wrong_person_is_refused_by_its_own_code()
    {
        var (first, second) = (SamplePapers.Letter.Primary[0], SamplePapers.Letter.Primary[1]);

        var found = WrongPeople.Select(wrong => Check([wrong.Change(first), second]));

        Assert.Equal(WrongPeople.Select(wrong => wrong.Code), found);
    }

    [Fact]
    public void Refusal_says_in_Spanish_which_datum_of_whom()
    {
        var people = SamplePapers.Letter.Primary;
        var minor = people[0] with { BirthDate = Today.AddYears(-10) };

        var wrong = BeneficiaryRules.Check(people, [people[0], people[1] with { Share = 0m }], "1", Terms, Today).Error!;
        var alone = BeneficiaryRules.Check([minor, people[1]], [], "1", Terms, Today).Error!;

        Assert.Equal(
            ("substitutes[1].share", "la parte de la persona 2 de los suplentes"),
            (wrong.Arguments["field"], wrong.Arguments["datum"])
        );
        Assert.Equal(("primary[0].guardian", "la persona 1"), (alone.Arguments["field"], alone.Arguments["person"]));
    }

    [Fact]
    public void D25_shares_of_60_and_39_99_are_refused_with_their_sum()
    {
        var people = SamplePapers.Letter;

        var result = BeneficiaryRules.Check([people.Primary[0], people.Primary[1] with { Share = 39.99m }], [], "1", Terms, Today);

        Assert.Equal("contracts.shares-not-100", result.Error?.Code);
        Assert.Equal("99.99", result.Error?.Arguments["sum"]);
    }

    [Fact]
    public void Letter_names_one_to_ten_people()
    {
        var one = SamplePapers.Letter.Primary[0];
        Beneficiary[] eleven = [.. Enumerable.Range(0, 11).Select(i => one with { DocumentNumber = $"7000000{i:X}", Share = 100m / 11 })];
        Beneficiary[] three =
        [
            one with
            {
                Share = 33.33m,
            },
            one with
            {
                Share = 33.33m,
                DocumentNumber = "10117411",
            },
            one with
            {
                Share = 33.34m,
                DocumentNumber = "10117412",
            },
        ];

        Assert.Equal("contracts.beneficiaries-count", Check([]));
        Assert.Equal("contracts.beneficiaries-count", Check(eleven));
        Assert.Null(Check(three));
        Assert.Null(Check(SamplePapers.Letter.Primary));
    }

    [Fact]
    public void D25_newer_letter_revokes_the_older_at_its_signature()
    {
        var book = Signed(Drafted(Signed(Drafted(Empty), 1, Noon)), 2, Noon.AddHours(1));

        Assert.Equal([LetterStatus.Superseded, LetterStatus.InForce], book.Letters.Select(letter => letter.Status));
        Assert.Equal(Noon.AddHours(1), book.Letters[0].EndedAt);
        Assert.Equal(2, book.Deciding?.Version);
    }

    [Fact]
    public void Signatures_that_are_heard_of_in_another_order_come_to_the_same_end()
    {
        var drafted = Drafted(Drafted(Empty));

        var book = Signed(Signed(drafted, 2, Noon.AddHours(1)), 1, Noon);

        Assert.Equal([LetterStatus.Superseded, LetterStatus.InForce], book.Letters.Select(letter => letter.Status));
        Assert.Equal("contracts.no-letter", LetterRules.Sign(book, "doc-1", Noon).Error?.Code);
    }

    [Fact]
    public void Only_the_newest_draft_may_be_signed()
    {
        var book = Drafted(Drafted(Empty));

        Assert.Equal("contracts.letter-not-newest", LetterRules.MayBeSigned(book, "doc-1").Error?.Code);
        Assert.Equal(2, LetterRules.MayBeSigned(book, "doc-2").Value.Version);
    }

    [Fact]
    public void After_a_reported_death_nothing_about_letters_changes()
    {
        var book = LetterRules.Freeze(Drafted(Signed(Drafted(Empty), 1, Noon)), Noon.AddHours(2)).Value;

        Assert.Equal(LetterStatus.Frozen, book.Deciding?.Status);
        Assert.Equal("contracts.letters-frozen", LetterRules.Draft(book, 3, "doc-3", Noon).Error?.Code);
        Assert.Equal("contracts.letters-frozen", LetterRules.Revoke(book, Noon).Error?.Code);
        Assert.Equal("contracts.letters-frozen", LetterRules.MayBeSigned(book, "doc-2").Error?.Code);
        Assert.Equal("contracts.letters-frozen", LetterRules.Freeze(book, Noon.AddHours(3)).Error?.Code);
    }

    [Fact]
    public void Letter_signed_after_the_reported_death_has_no_effect_and_one_signed_before_still_decides()
    {
        var frozen = LetterRules.Freeze(Drafted(Drafted(Empty)), Noon).Value;

        var late = Signed(frozen, 2, Noon.AddMinutes(1));
        var both = Signed(late, 1, Noon.AddMinutes(-1));

        Assert.Equal(LetterStatus.Void, late.Letters[1].Status);
        Assert.Null(late.Deciding);
        Assert.Equal(1, both.Deciding?.Version);
        Assert.Equal(LetterStatus.Frozen, both.Deciding?.Status);
    }

    [Fact]
    public void Revoked_letter_leaves_nobody_named()
    {
        var book = LetterRules.Revoke(Signed(Drafted(Empty), 1, Noon), Noon.AddDays(1)).Value;

        Assert.Null(book.Deciding);
        Assert.Equal("contracts.no-letter", LetterRules.Revoke(book, Noon).Error?.Code);
    }

    private static readonly LetterBook Empty = new("member");

    private static string? Check(IReadOnlyList<Beneficiary> primary) =>
        BeneficiaryRules.Check(primary, [], SamplePapers.Person.Dni, Terms, Today).Error?.Code;

    private static LetterBook Drafted(LetterBook book) =>
        LetterRules.Draft(book, book.NextVersion, $"doc-{book.NextVersion}", Noon.AddDays(-1)).Value;

    private static LetterBook Signed(LetterBook book, int version, DateTimeOffset at) => LetterRules.Sign(book, $"doc-{version}", at).Value;
}
