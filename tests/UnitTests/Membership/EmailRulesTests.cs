using Serverless.App.Membership.Contacts;
using Serverless.App.Membership.Contacts.Email;

namespace Serverless.UnitTests.Membership;

public sealed class EmailRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Three_addresses_a_day_and_the_fourth_waits()
    {
        var contacts = MemberContacts.None;
        for (var wish = 1; wish <= 3; wish++)
        {
            contacts = EmailRules.Propose(contacts, $"p{wish}", Now.AddMinutes(wish)).Value;
        }

        Assert.Equal("membership.email-too-many", EmailRules.Propose(contacts, "p4", Now.AddHours(2)).Error!.Code);
        Assert.True(EmailRules.Propose(contacts, "p4", Now.AddDays(1).AddMinutes(2)).IsSuccess);
    }

    [Fact]
    public void Third_wrong_guess_is_the_last()
    {
        var contacts = EmailRules.Propose(MemberContacts.None, "p1", Now).Value;
        for (var guess = 1; guess <= 3; guess++)
        {
            contacts = EmailRules.Guess(contacts, isRight: false, Now).Value;
        }

        Assert.Equal("membership.email-change-none", EmailRules.Guess(contacts, isRight: true, Now).Error!.Code);
    }

    [Fact]
    public void Right_guess_after_the_time_proves_nothing()
    {
        var contacts = EmailRules.Propose(MemberContacts.None, "p1", Now).Value;

        Assert.True(EmailRules.Guess(contacts, isRight: true, Now.AddMinutes(29)).IsSuccess);
        Assert.False(EmailRules.Guess(contacts, isRight: true, Now.AddMinutes(30)).IsSuccess);
    }

    [Fact]
    public void Removal_forgets_the_address_and_not_how_often_one_was_asked_for()
    {
        var proved = EmailRules.Guess(EmailRules.Propose(MemberContacts.None, "p1", Now).Value, isRight: true, Now).Value;

        var removed = EmailRules.Remove(proved).Value.Email!;

        Assert.Equal((null, null, 1), (removed.ProvedAt, removed.Proposal, removed.Asked.Count));
        Assert.Equal("membership.email-none", EmailRules.Remove(MemberContacts.None).Error!.Code);
    }
}
