using System.Text.Json;
using Serverless.App.Benefits;
using Serverless.App.Benefits.Progress;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;
using Serverless.UnitTests.Durable;

namespace Serverless.UnitTests.Benefits;

public sealed class LiquidationOrchestrationTests
{
    private static readonly string Input = JsonSerializer.Serialize(
        new LiquidationInput("claim-1", 1),
        BenefitsJson.Default.LiquidationInput
    );

    [Theory]
    [InlineData("1", BenefitLiquidation.Look)]
    [InlineData("2", "BenefitsLookTwice")]
    public void C01_new_version_leaves_running_claims_on_the_old_one(string version, string firstActivity)
    {
        var flow = Flow().Start(Input, version);

        Assert.Equal(firstActivity, flow.Only.ScheduleTask.Name);
    }

    [Fact]
    public void New_claims_start_with_the_current_version_and_the_claims_id_only()
    {
        var start = BenefitLiquidation.ToStart("/benefits/claim/claim-1", SampleClaim.Now, "i-1", new LiquidationInput("claim-1", 1));

        using var data = JsonDocument.Parse(start.Data);
        Assert.Equal(BenefitLiquidation.CurrentVersion, data.RootElement.GetProperty("version").GetString());
        Assert.Equal("""{"claimId":"claim-1","round":1,"steps":0}""", data.RootElement.GetProperty("input").GetRawText());
    }

    [Fact]
    public void Step_that_is_due_is_taken_on_the_version_that_was_looked_at_and_then_it_looks_again()
    {
        var flow = Flow().Start(Input, "1").Turn(Ev.Ok(0, """{"task":"OffsetDebts","version":12,"status":"approved"}"""));
        var step = flow.Only.ScheduleTask;
        flow.Turn(Ev.Ok(1, "\"debt-offset\""));

        Assert.Equal("BenefitsOffsetDebts", step.Name);
        Assert.Contains("12", step.Input, StringComparison.Ordinal);
        Assert.Equal(BenefitLiquidation.Look, flow.Only.ScheduleTask.Name);
    }

    [Theory]
    [InlineData("", 24 * 60)]
    [InlineData(""","wakeAt":"2026-03-02T12:00:00+00:00" """, 239)]
    [InlineData(""","wakeAt":"2026-05-02T12:00:00+00:00" """, 24 * 60)]
    public void Sleep_ends_at_the_next_date_and_never_later_than_a_day_so_that_a_lost_call_is_made_good(string wakeAt, int minutes)
    {
        var flow = Flow().Start(Input, "1").Turn(Ev.Ok(0, Waiting(wakeAt)));
        var timer = flow.Only.CreateTimer;
        flow.Turn(Ev.TimerFired(1));

        Assert.Equal(Ev.T0.AddMinutes(1 + minutes), timer.FireAt.ToDateTime());
        Assert.Equal(BenefitLiquidation.Look, flow.Only.ScheduleTask.Name);
    }

    [Fact]
    public void Call_ends_the_sleep_and_calls_that_came_early_are_kept()
    {
        var flow = Flow().Start(Input, "1").Turn(Ev.Raised(BenefitLiquidation.ClaimChanged)).Turn(Ev.Ok(0, Waiting("")));

        Assert.Contains(flow.Actions, action => action.ScheduleTask?.Name == BenefitLiquidation.Look);
    }

    [Fact]
    public void Ended_claim_ends_the_instance()
    {
        var flow = Flow().Start(Input, "1").Turn(Ev.Ok(0, """{"task":"End","version":30,"status":"closed"}"""));

        Assert.Equal((OrchestrationStatus.Completed, "\"closed\""), (flow.End.OrchestrationStatus, flow.End.Result));
    }

    [Fact]
    public void History_is_thrown_away_before_it_grows_long()
    {
        var flow = Flow().Start(Input, "1");
        for (var look = 0; look < 100 && flow.Generations == 1; look++)
        {
            var id = flow.Only.Id;
            flow.Turn(
                flow.Only.ScheduleTask.Name == BenefitLiquidation.Look
                    ? Ev.Ok(id, """{"task":"AlertDeadline","version":1,"status":"eligible"}""")
                    : Ev.Ok(id, "\"stale\"")
            );
        }

        Assert.Equal(2, flow.Generations);
        Assert.Equal(BenefitLiquidation.Look, flow.Only.ScheduleTask.Name);
    }

    private static string Waiting(string wakeAt) => $$"""{"task":"Wait","version":3,"status":"eligible"{{wakeAt}}}""";

    private static Simulation Flow()
    {
        var registry = new OrchestrationRegistry();
        registry.Add(
            Simulation.Name,
            "1",
            async context => context.Json.Write(await new BenefitLiquidation().RunAsync(context, context.GetInput<LiquidationInput>()!))
        );
        registry.Add(
            Simulation.Name,
            "2",
            async context => context.Json.Write(await context.CallActivityAsync<string>("BenefitsLookTwice"))
        );
        return Simulation.Of(registry, json: new PayloadJson([BenefitsJson.Default]));
    }
}
