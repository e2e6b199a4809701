using Serverless.Local.Cli;
using Serverless.Local.Demo;
using Serverless.Local.Demo.Retirement;
using Serverless.Local.Phone;
using Serverless.TestKit.Order;

namespace Serverless.EndToEndTests;

/// <summary>A whole retirement through Local while the real process of App is killed with its payment on the way.</summary>
[TakesSeconds(15)]
public sealed class LiquidationSurvivesTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private readonly LocalApp _app = LocalApp.AtDemoPace();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task D02_D24_D26_claim_whose_app_is_killed_goes_on_and_is_paid_once()
    {
        using var stop = new CancellationTokenSource(Limit);
        var handler = _app.Cloud.Host.Handler;
        var demo = new DemoSession(_app.Http, new Narrator(_app.Said, TimeProvider.System), TimeProvider.System, stop.Token)
        {
            AppProcess = () => handler.ProcessId,
        };
        await demo.SignInAsync("ana.registro");
        await RegisterJourney.FinishedAsync(demo, await RegisterJourney.SendAsync(demo, RegisterFile.Of(SamplePerson.RegisterLines)));
        var (first, starts) = (handler.ProcessId, handler.Starts);

        var failure = await Record.ExceptionAsync(() => RetirementJourney.PlayAsync(demo, RegisterFile.TeacherAt(110)));

        Assert.True(failure is null, $"{failure?.Message}\n{_app.Said}");
        Assert.Equal(starts + 1, handler.Starts);
        Assert.NotEqual(first, handler.ProcessId);
    }
}
