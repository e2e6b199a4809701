using Serverless.TestKit.Order;

namespace Serverless.EndToEndTests;

/// <summary>The phone page and the desk in a real browser where money moves: a retirement, and a credit with its certificate.</summary>
[TakesSeconds(70)]
public sealed class PhoneMoneyTests(LocalApp app) : IClassFixture<LocalApp>
{
    [BrowserFact]
    public Task D24_D26_teacher_retires_with_a_finger_officers_work_at_the_desk_and_axe_finds_nothing() =>
        BrowserStage.PlayAsync("claims", app);

    [BrowserFact]
    public Task D17_D28_D16_teacher_borrows_pays_and_gets_a_certificate_with_a_finger() => BrowserStage.PlayAsync("credits", app);
}
