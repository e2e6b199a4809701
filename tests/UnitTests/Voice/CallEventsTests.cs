using System.Text;
using Serverless.Platform.Voice;

namespace Serverless.UnitTests.Voice;

/// <summary>The vendor's CloudEvents of a call, and what is no such thing.</summary>
public sealed class CallEventsTests
{
    [Theory]
    [InlineData("CallConnected", CallStep.Connected)]
    [InlineData("PlayCompleted", CallStep.Said)]
    [InlineData("PlayFailed", CallStep.NotSaid)]
    [InlineData("PlayCanceled", CallStep.NotSaid)]
    [InlineData("CallDisconnected", CallStep.Ended)]
    [InlineData("CreateCallFailed", CallStep.Ended)]
    public void Kinds_that_mean_something_are_read(string kind, CallStep step) =>
        Assert.Equal(
            [new CallNews("e1", step, "call-1")],
            Read($$$"""[{"id":"e1","type":"Microsoft.Communication.{{{kind}}}","data":{"callConnectionId":"call-1"}}]""")
        );

    [Theory]
    [InlineData("""[{"id":"e1","type":"Microsoft.Communication.ParticipantsUpdated","data":{"callConnectionId":"call-1"}}]""")]
    [InlineData("""[{"id":"e1","type":"Other.CallConnected","data":{"callConnectionId":"call-1"}}]""")]
    [InlineData("""[{"id":"e1","type":"Microsoft.Communication.CallConnected","data":{"callConnectionId":"../x"}}]""")]
    [InlineData("""[{"id":"e 1","type":"Microsoft.Communication.CallConnected","data":{"callConnectionId":"call-1"}}]""")]
    [InlineData("""[{"type":"Microsoft.Communication.CallConnected"},null]""")]
    [InlineData("[]")]
    public void Everything_else_is_left_out(string json) => Assert.Empty(Read(json)!);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[{")]
    [InlineData("null")]
    public void Nonsense_is_no_list(string json) => Assert.Null(Read(json));

    private static IReadOnlyList<CallNews>? Read(string json) => CallEvents.Read(Encoding.UTF8.GetBytes(json));
}
