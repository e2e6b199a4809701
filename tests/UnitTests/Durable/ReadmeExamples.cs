using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Durable;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;

namespace Serverless.UnitTests.Durable;

#pragma warning disable CA1515, CA1052 // Examples look as an application would write them.

internal sealed record Application(string Id, decimal Amount);

internal sealed record Decision(bool Approved, string OfficerId);

[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(Decision))]
internal sealed partial class ExampleJson : JsonSerializerContext;

internal sealed class Review : TaskOrchestrator<Application, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, Application input)
    {
        context.SetCustomStatus("in review");
        var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(10), backoffCoefficient: 2));
        await context.CallActivityAsync("NotifyOfficer", input.Id, retry);
        try
        {
            var decision = await context.WaitForExternalEvent<Decision>("Decided", TimeSpan.FromDays(20));
            return decision.Approved ? await context.CallActivityAsync<string>("Pay", input) : "rejected";
        }
        catch (TaskCanceledException)
        {
            await context.CallActivityAsync("Escalate", input.Id);
            context.ContinueAsNew(input);
            return "escalated";
        }
    }
}

internal sealed class Pay(TimeProvider time) : TaskActivity<Application, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, Application input) =>
        input.Amount <= 0
            ? throw new ActivityFailedException("payments.no-amount", "Nothing to pay.", isNonRetriable: true)
            : Task.FromResult($"paid {input.Id} in {time.GetUtcNow().Year}");
}

internal static class ExampleModule
{
    public static IServiceCollection AddExample(this IServiceCollection services) =>
        services.AddDurable(durable =>
        {
            durable.AddJson(ExampleJson.Default);
            durable.AddOrchestrator<Review, Application, string>("Review");
            durable.AddActivity<Pay, Application, string>("Pay");
            durable.AddActivityFunc<string, bool>("NotifyOfficer", (_, id) => Task.FromResult(id.Length > 0));
            durable.AddActivityFunc<string, bool>("Escalate", (_, id) => Task.FromResult(id.Length > 0));
        });
}

public sealed class ReadmeExampleTests
{
    [Fact]
    public void Readme_shows_code_that_compiles_here()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Serverless.sln")))
        {
            root = root.Parent;
        }

        var readme = File.ReadAllText(Path.Combine(root.FullName, "functions", "Durable", "README.md"));
        var source = Lines(File.ReadAllText(Path.Combine(root.FullName, "tests", "UnitTests", "Durable", "ReadmeExamples.cs")));
        var blocks = readme.Split("```csharp\n")[1..].Select(block => Lines(block.Split("```")[0])).ToList();

        Assert.True(blocks.Count >= 2);
        Assert.All(blocks, block => Assert.Contains(block, source));
    }

    [Fact]
    public void Review_example_pays_after_the_decision()
    {
        var flow = Example();

        flow.Turn(Ev.ExecutionStarted(Simulation.Name, """{"id":"a-1","amount":10.50}"""));
        flow.Turn(Ev.Ok(0, "true")).Turn(Ev.Raised("Decided", """{"approved":true,"officerId":"o-1"}"""));
        flow.Turn(Ev.Ok(2, "\"paid\""));

        Assert.Equal("\"paid\"", flow.End.Result);
    }

    [Fact]
    public void Review_example_escalates_and_starts_over_after_twenty_days()
    {
        var flow = Example();

        flow.Turn(Ev.ExecutionStarted(Simulation.Name, """{"id":"a-1","amount":10.50}""")).Turn(Ev.Ok(0, "true"));
        flow.Turn(Ev.OrchestratorStarted(Ev.T0.AddDays(21)), Ev.TimerFired(1)).Turn(Ev.Ok(2, "true"));

        Assert.Equal(2, flow.Generations);
        Assert.Equal("NotifyOfficer", flow.Only.ScheduleTask.Name);
    }

    [Fact]
    public async Task Pay_example_answers_through_the_endpoint()
    {
        using var endpoints = new Endpoints(_ => { }, configureServices: services => services.AddExample());

        var paid = await endpoints.Act("""{"Data":{"inputTrigger":"{\"id\":\"a-1\",\"amount\":1}"}}""", "Pay");
        var refused = await endpoints.Act("""{"Data":{"inputTrigger":"{\"id\":\"a-1\",\"amount\":0}"}}""", "Pay");

        Assert.StartsWith("""{"ok":true,"value":"paid a-1""", paid);
        Assert.Contains("payments.no-amount", refused);
    }

    private static Simulation Example()
    {
        var registry = new OrchestrationRegistry();
        registry.Add(
            Simulation.Name,
            null,
            async context => context.Json.Write(await new Review().RunAsync(context, context.GetInput<Application>()!))
        );
        return Simulation.Of(registry, json: new PayloadJson([ExampleJson.Default]));
    }

    private static string Lines(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
