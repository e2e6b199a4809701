using Serverless.Platform.Messaging;
using Serverless.UnitTests.Architecture;
using Serverless.UnitTests.Infra;

namespace Serverless.UnitTests.Snapshots;

public sealed class QueueNameTests
{
    private static readonly HashSet<string> Deployed = Names
        .Of("queues")
        .SelectMany(queue => new[] { queue, $"{queue}-poison", $"{queue}/$DeadLetterQueue" })
        .ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Every_queue_that_triggers_a_function_is_deployed()
    {
        var queues = BuiltApp.Functions.Values.Select(binding => binding["queueName"]?.ToString()).OfType<string>();

        Assert.All(queues, queue => Assert.Contains(queue, Deployed));
    }

    [Fact]
    public void Every_queue_has_a_function_for_what_it_gives_up()
    {
        var queues = BuiltApp.Functions.Values.Select(binding => binding["queueName"]?.ToString()).OfType<string>().ToHashSet();
        var own = queues.Where(queue => !queue.EndsWith("-poison", StringComparison.Ordinal) && !queue.Contains('/')).ToList();

        Assert.NotEmpty(own);
        Assert.All(own, queue => Assert.True(queues.Contains($"{queue}-poison") || queues.Contains($"{queue}/$DeadLetterQueue"), queue));
    }

    [Fact]
    public void Every_queue_that_is_written_to_is_deployed()
    {
        var routes = BuiltApp.Services.GetService(typeof(RoutingTable)) as RoutingTable;

        Assert.All(routes?.Routes.Values.SelectMany(queues => queues) ?? [], queue => Assert.Contains(queue, Deployed));
    }
}
