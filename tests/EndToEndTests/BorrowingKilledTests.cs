using System.Net.Http.Json;
using Serverless.Local.Cli;
using Serverless.Local.Demo;
using Serverless.Local.Demo.Credits;
using Serverless.TestKit.Order;

namespace Serverless.EndToEndTests;

/// <summary>A sitting in which App is killed with <c>kill -9</c> between any two steps, and while the money is on its way.</summary>
[TakesSeconds(10)]
public sealed class BorrowingKilledTests : IAsyncLifetime
{
    private const int Line = 5;
    private readonly LocalApp _app = LocalApp.AtDemoPace();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task D17_app_killed_between_any_two_steps_goes_on_and_the_money_leaves_once()
    {
        _app.Cloud.Host.Handler.Policy.FailuresAllowed = 100;
        var demo = Session();
        await RegisterAsync(demo);
        using var phone = new MemberPhone(RegisterFile.TeacherAt(Line), demo, TimeProvider.System);
        var borrowing = new Borrowing(demo, phone);
        foreach (var step in borrowing.Before)
        {
            await PlayAsync(step);
        }

        foreach (var step in borrowing.Steps)
        {
            var isLast = step == borrowing.Steps[^1];
            await (isLast ? WhileMoneyMovesAsync(demo, borrowing, step) : PlayAsync(step));
            await KillAsync();
        }

        var orders = await borrowing.OrdersAsync();
        var loan = (await borrowing.LoanAsync()).Json;
        Assert.Equal([Borrowing.Amount], orders.Select(order => CreditDesk.Centimos(order, "amountCentimos")));
        Assert.Equal(Borrowing.Amount, CreditDesk.Centimos(loan.GetProperty("loan"), "balanceCentimos"));
        Assert.Equal("disbursement", Assert.Single(loan.GetProperty("postings").EnumerateArray()).GetProperty("kind").GetString());
    }

    /// <summary>The bank has the order and has not answered; App dies, hears the answer, and dies again.</summary>
    private async Task WhileMoneyMovesAsync(DemoSession demo, Borrowing borrowing, BorrowingStep last)
    {
        await BankAsync(demo, holds: true);
        await demo.UntilAsync(
            async () => (await borrowing.OrdersAsync()).Count > 0 ? true : (bool?)null,
            TimeSpan.FromMinutes(5),
            "nothing was ordered of the bank"
        );
        await KillAsync();
        await BankAsync(demo, holds: false);
        await TellAsync(demo);
        await KillAsync();
        await PlayAsync(last);
    }

    private async Task KillAsync()
    {
        var handler = _app.Cloud.Host.Handler;
        var starts = handler.Starts;
        handler.Kill();
        await Wait.Until(() => handler.Starts > starts, "App was not started again", 60);
    }

    private async Task PlayAsync(BorrowingStep step)
    {
        try
        {
            await step.DoAsync();
        }
        catch (WrongStepException wrong)
        {
            Assert.Fail($"{step.Sentence}: {wrong.Message}\n{_app.Said}");
        }
    }

    private static async Task RegisterAsync(DemoSession demo)
    {
        await demo.SignInAsync("ana.registro");
        await RegisterJourney.FinishedAsync(demo, await RegisterJourney.SendAsync(demo, RegisterFile.Of(Line + 1)));
    }

    private static async Task BankAsync(DemoSession demo, bool holds)
    {
        using var script = new HttpRequestMessage(HttpMethod.Put, "/_local/bank/script") { Content = JsonContent.Create(new { holds }) };
        await demo.JsonAsync(script, 204);
    }

    private static async Task TellAsync(DemoSession demo)
    {
        using var tell = new HttpRequestMessage(HttpMethod.Post, "/_local/bank/notices");
        await demo.JsonAsync(tell, 200);
    }

    private DemoSession Session() =>
        new(_app.Http, new Narrator(_app.Said, TimeProvider.System), TimeProvider.System, CancellationToken.None);
}
