using Serverless.Durable;
using Serverless.Durable.Execution;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class SubOrchestrationTests
{
    [Fact]
    public void T18_child_completes_with_its_result_as_plain_json()
    {
        var flow = Simulation.Of(context => context.CallSubOrchestratorAsync<int>("Child", 3));

        flow.Start();

        Assert.Equal("Child", flow.Only.CreateSubOrchestration.Name);
        Assert.Equal("3", flow.Only.CreateSubOrchestration.Input);
        Assert.Equal("9", flow.Turn(Ev.ChildCompleted(5, "1"), Ev.ChildCompleted(0, "9")).End.Result);
    }

    [Fact]
    public void T18_failed_child_fails_the_parent_unless_caught()
    {
        var flow = Simulation.Of(context => context.CallSubOrchestratorAsync<int>("Child"));

        flow.Start().Turn(Ev.ChildFailed(0, new() { ErrorType = "x.y", ErrorMessage = "broken" }));

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
        Assert.Equal("x.y", flow.End.FailureDetails.InnerFailure.ErrorType);
    }

    [Fact]
    public void T18_terminated_child_has_no_details_and_is_not_retried()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1));
        var flow = Simulation.Of(context => context.CallSubOrchestratorAsync<int>("Child", options: TaskOptions.FromRetryPolicy(policy)));

        flow.Start().Turn(Ev.ChildFailed(0, null));

        Assert.True(flow.End.FailureDetails.InnerFailure.IsNonRetriable);
    }

    [Fact]
    public void T20_child_ids_are_the_same_in_every_replay_and_differ_among_siblings()
    {
        static Task<int[]> Body(TaskOrchestrationContext context) =>
            Task.WhenAll(Enumerable.Range(0, 3).Select(_ => context.CallSubOrchestratorAsync<int>("Child")));

        var first = Simulation.Of(Body).Start().Actions.Select(a => a.CreateSubOrchestration.InstanceId).ToList();
        var second = Simulation.Of(Body).Start().Actions.Select(a => a.CreateSubOrchestration.InstanceId).ToList();

        Assert.Equal(first, second);
        Assert.Equal(3, first.Distinct().Count());
        Assert.All(first, id => Assert.StartsWith("case-1:", id));
    }

    [Fact]
    public void T20_child_ids_are_never_longer_than_100_characters()
    {
        var parent = new string('p', 100);

        var ids = Enumerable.Range(0, 5).Select(step => ChildInstanceId.Create(parent, "e1", step)).ToList();
        var other = ChildInstanceId.Create(new string('p', 99) + "q", "e1", 0);
        var nextGeneration = ChildInstanceId.Create(parent, "e2", 0);

        Assert.All(ids, id => Assert.Equal(100, id.Length));
        Assert.Equal(7, ids.Append(other).Append(nextGeneration).Distinct().Count());
        Assert.Equal("case-1:0002", ChildInstanceId.Create("case-1", null, 2));
    }

    [Fact]
    public void T20_id_and_version_of_the_callers_choice_are_kept()
    {
        var options = new SubOrchestrationOptions(instanceId: "mine") { Version = "2.1" };
        var flow = Simulation.Of(context => context.CallSubOrchestratorAsync<int>("Child", options: options));

        flow.Start();

        Assert.Equal("mine", flow.Only.CreateSubOrchestration.InstanceId);
        Assert.Equal("2.1", flow.Only.CreateSubOrchestration.Version);
    }
}
