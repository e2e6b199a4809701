using Microsoft.Extensions.Options;
using Serverless.Platform.Messaging;

namespace Serverless.UnitTests.Messaging;

public sealed class TransportAgreementTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("script-root").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(MessageTransport.ServiceBus, "serviceBusTrigger")]
    [InlineData(MessageTransport.StorageQueues, "queueTrigger")]
    [InlineData(MessageTransport.ServiceBus, "timerTrigger")]
    public async Task Functions_of_the_transport_in_the_setting_start(MessageTransport transport, string trigger)
    {
        Function("bulk", trigger);

        await StartAsync(transport);
    }

    [Theory]
    [InlineData(MessageTransport.ServiceBus, "queueTrigger")]
    [InlineData(MessageTransport.StorageQueues, "serviceBusTrigger")]
    public async Task Functions_of_the_other_transport_keep_the_app_from_starting_and_are_named(MessageTransport transport, string trigger)
    {
        Function("platform-due", "timerTrigger");
        Function("bulk", trigger);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(transport));

        Assert.EndsWith($"have a {trigger}: bulk", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public Task Process_without_a_host_starts() =>
        new TransportAgreement(Options.Create(new MessagingOptions { Transport = MessageTransport.ServiceBus }), null).StartingAsync(
            default
        );

    private Task StartAsync(MessageTransport transport) =>
        new TransportAgreement(Options.Create(new MessagingOptions { Transport = transport }), _root).StartingAsync(default);

    private void Function(string name, string trigger)
    {
        Directory.CreateDirectory(Path.Combine(_root, name));
        File.WriteAllText(Path.Combine(_root, name, "function.json"), $$"""{"bindings":[{"type":"{{trigger}}","direction":"in"}]}""");
    }
}
