using Serverless.TestKit.Order;

namespace Serverless.EndToEndTests;

/// <summary>The phone page in a real browser: a teacher's whole way into the fund, and back after losing the phone.</summary>
[TakesSeconds(65)]
public sealed class PhonePageTests(LocalApp app) : IClassFixture<LocalApp>
{
    [BrowserFact]
    public Task D23_teacher_joins_the_fund_with_a_finger_and_axe_finds_nothing() => BrowserStage.PlayAsync("journey", app);

    [BrowserFact]
    public Task D09_teacher_opens_her_papers_and_anybody_checks_a_copy_and_axe_finds_nothing() => BrowserStage.PlayAsync("papers", app);

    [BrowserFact]
    public Task A_teacher_is_called_with_a_code_and_comes_back_after_losing_the_phone() => BrowserStage.PlayAsync("lost-phone", app);

    [BrowserFact]
    public Task A_teacher_sees_corrects_and_takes_their_data_with_a_finger_and_axe_finds_nothing() =>
        BrowserStage.PlayAsync("my-data", app);
}
