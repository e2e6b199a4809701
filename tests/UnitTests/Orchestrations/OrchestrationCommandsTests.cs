using Serverless.App.Orchestrations.Messages;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.CloudEvents;

namespace Serverless.UnitTests.Orchestrations;

public sealed class OrchestrationCommandsTests
{
    private static readonly string Instance = OrchestrationCommands.InstanceId("BenefitLiquidation", $"{Guid.Empty}", 12);

    [Fact]
    public void D26_wake_up_is_read_however_long_the_name_of_its_cause_is()
    {
        var wake = Wake($"message-{new string('x', CloudEventLimits.Id)}");

        var read = CloudEventReader.Read(CloudEventWriter.Write(wake));

        Assert.Equal(wake.Id, read.Value.Id);
        Assert.True(wake.Id.Length <= CloudEventLimits.Id);
    }

    [Fact]
    public void One_cause_wakes_once_and_another_wakes_again()
    {
        Assert.Equal(Wake("a").Id, Wake("a").Id);
        Assert.NotEqual(Wake("a").Id, Wake("b").Id);
    }

    private static OutgoingMessage Wake(string cause) =>
        OrchestrationCommands.ToWake("/benefits/claim/1", DateTimeOffset.UnixEpoch, Instance, "ClaimChanged", cause);
}
