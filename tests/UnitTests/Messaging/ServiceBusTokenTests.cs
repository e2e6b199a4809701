using System.Text.Json.Nodes;
using Serverless.Platform.Messaging.ServiceBus;

namespace Serverless.UnitTests.Messaging;

public sealed class ServiceBusTokenTests
{
    [Fact]
    public void Token_equals_the_vendors_own()
    {
        var vector = JsonNode.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "servicebus", "servicebus-sas-token.json"))
        )!;

        var token = ServiceBusToken.Create(
            (string)vector["audience"]!,
            (string)vector["sharedAccessKeyName"]!,
            (string)vector["sharedAccessKey"]!,
            DateTimeOffset.FromUnixTimeSeconds((long)vector["expiresOn(epoch seconds as the SDK reports it)"]!)
        );

        Assert.Equal((string)vector["token"]!, token);
    }
}
