using Serverless.Platform.Messaging;

namespace Serverless.UnitTests.Messaging;

public sealed class MessagingOptionsTests
{
    private static readonly MessagingOptionsValidator Validator = new();

    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData(MessageTransport.StorageQueues, null, null, null, true)]
    [InlineData((MessageTransport)7, null, null, null, false)]
    [InlineData(MessageTransport.ServiceBus, null, null, null, false)]
    [InlineData(MessageTransport.ServiceBus, "https://contoso.servicebus.windows.net", null, null, true)]
    [InlineData(MessageTransport.ServiceBus, "http://contoso.servicebus.windows.net", null, null, false)]
    [InlineData(MessageTransport.ServiceBus, "https://127.0.0.1:5671", null, null, false)]
    [InlineData(MessageTransport.ServiceBus, "https://contoso.servicebus.windows.net", "rule", null, false)]
    [InlineData(MessageTransport.ServiceBus, "https://contoso.servicebus.windows.net", null, "key", false)]
    [InlineData(MessageTransport.ServiceBus, "https://contoso.servicebus.windows.net", "rule", "key", true)]
    public void Settings_are_checked_at_start(MessageTransport? transport, string? endpoint, string? keyName, string? key, bool good)
    {
        var options = new MessagingOptions
        {
            Transport = transport,
            ServiceBus = new ServiceBusOptions
            {
                Endpoint = endpoint is null ? null : new Uri(endpoint),
                SharedAccessKeyName = keyName,
                SharedAccessKey = key,
            },
        };

        Assert.Equal(good, Validator.Validate(null, options).Succeeded);
    }
}
