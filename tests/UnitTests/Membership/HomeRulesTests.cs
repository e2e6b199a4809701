using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Home;

namespace Serverless.UnitTests.Membership;

public sealed class HomeRulesTests
{
    private static Affiliation At(AffiliationStatus status) => new("m1") { Status = status, Round = 1 };

    public static TheoryData<int> Statuses => [.. Enum.GetValues<AffiliationStatus>().Select(status => (int)status)];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Every_status_says_what_is_next(int status)
    {
        var next = HomeRules.Next(At((AffiliationStatus)status), mayJoin: true);

        Assert.All([next.Code, next.Title, next.Text], text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Button_does_only_what_the_status_allows(int status)
    {
        var affiliation = At((AffiliationStatus)status);
        var action = HomeRules.Next(affiliation, mayJoin: true).Action;

        Assert.True(action is null || AffiliationWords.ActionsOf(affiliation.Status).Contains(action.Split('-')[0]));
    }

    [Fact]
    public void Member_of_a_kind_that_cannot_join_is_shown_services_and_no_form() =>
        Assert.Equal(("services", null), Both(HomeRules.Next(At(AffiliationStatus.None), mayJoin: false)));

    [Fact]
    public void Refusal_of_payroll_is_told_in_words_that_say_what_to_mend()
    {
        var refused = At(AffiliationStatus.RejectedByPayroll) with { PayrollReason = "CODIGO-ERRADO" };

        Assert.Contains("código modular", HomeRules.Next(refused, mayJoin: true).Text, StringComparison.Ordinal);
    }

    private static (string, string?) Both(NextStep next) => (next.Code, next.Action);
}
