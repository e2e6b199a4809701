using Google.Protobuf.WellKnownTypes;
using Serverless.Durable;
using Serverless.Durable.Execution;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class VersioningTests
{
    [Theory]
    [InlineData(VersionMatchStrategy.None, "2.0", "9.9", true)]
    [InlineData(VersionMatchStrategy.None, "2.0", null, true)]
    [InlineData(VersionMatchStrategy.Strict, "2.0", "2.0", true)]
    [InlineData(VersionMatchStrategy.Strict, "2.0", "1.0", false)]
    [InlineData(VersionMatchStrategy.Strict, "2.0", null, false)]
    [InlineData(VersionMatchStrategy.Strict, "", null, true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.10", "2.9", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.9", "2.10", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.0", null, true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "b", "A", true)]
    public void T40_strategy_takes_or_fails_a_version(VersionMatchStrategy strategy, string own, string? instance, bool taken)
    {
        var versioning = new DurableVersioning
        {
            Version = own,
            MatchStrategy = strategy,
            FailureStrategy = VersionFailureStrategy.Fail,
        };
        var flow = Simulation.Of<int, int>((_, _) => Task.FromResult(1), versioning);

        flow.Start(version: instance);

        Assert.Equal(taken ? Completed : Failed, flow.End.OrchestrationStatus);
        Assert.Equal(taken ? null : "VersionMismatch", flow.End.FailureDetails?.ErrorType);
    }

    [Fact]
    public void T40_rejected_version_is_left_for_another_deployment()
    {
        var versioning = new DurableVersioning { Version = "1", MatchStrategy = VersionMatchStrategy.Strict };
        var flow = Simulation.Of<int, int>((_, _) => Task.FromResult(1), versioning);

        Assert.Throws<TurnRefusedException>(() => flow.Start(version: "2"));
    }

    [Theory]
    [InlineData("1", "one")]
    [InlineData("2", "two")]
    [InlineData("3", "any")]
    [InlineData(null, "any")]
    public void T40_running_instances_keep_their_versions_code(string? version, string expected)
    {
        var registry = new OrchestrationRegistry();
        registry.Add(Simulation.Name, null, _ => Task.FromResult<string?>("\"any\""));
        registry.Add(Simulation.Name, "1", _ => Task.FromResult<string?>("\"one\""));
        registry.Add("flow", "2", _ => Task.FromResult<string?>("\"two\""));

        var flow = Simulation.Of(registry).Start(version: version);

        Assert.Equal($"\"{expected}\"", flow.End.Result);
        Assert.Throws<ArgumentException>(() => registry.Add("FLOW", "2", _ => Task.FromResult<string?>(null)));
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("own", null, null, "own")]
    [InlineData("own", "host", null, "host")]
    [InlineData("own", "host", "chosen", "chosen")]
    public void T40_children_inherit_the_default_version(string? own, string? host, string? chosen, string? expected)
    {
        var options = chosen is null ? null : new SubOrchestrationOptions { Version = chosen };
        var flow = Simulation.Of<int, int>(
            (context, _) => context.CallSubOrchestratorAsync<int>("Child", options: options),
            new DurableVersioning { DefaultVersion = own }
        );
        if (host is not null)
        {
            flow.Properties["defaultVersion"] = Value.ForString(host);
        }

        flow.Start();

        Assert.Equal(expected, flow.Only.CreateSubOrchestration.Version);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void T41_request_without_state_asks_for_history(bool withStart, bool asks)
    {
        var flow = Simulation.Of(context => context.CallActivityAsync<int>("A"));
        flow.Properties["IncludeState"] = Value.ForBool(false);

        var response = flow.Execute(
            [],
            withStart ? [Ev.OrchestratorStarted(Ev.T0), Ev.ExecutionStarted(Simulation.Name)] : [Ev.Ok(0, "1")]
        );

        Assert.Equal(asks, response.RequiresHistory);
        Assert.Equal(asks ? 0 : 1, response.Actions.Count);
    }

    [Fact]
    public void T41_history_without_a_start_is_refused()
    {
        var flow = Simulation.Of(context => context.CallActivityAsync<int>("A"));

        Assert.Throws<TurnRefusedException>(() => flow.Execute([], [Ev.Ok(0, "1")]));
    }
}
