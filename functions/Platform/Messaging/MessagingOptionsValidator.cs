using Microsoft.Extensions.Options;

namespace Serverless.Platform.Messaging;

/// <summary>Checked before the first request: a wrong transport setting must stop the start, not the first message.</summary>
internal sealed class MessagingOptionsValidator : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(MessagingOptions options)
    {
        if (options.Transport is not (MessageTransport.StorageQueues or MessageTransport.ServiceBus))
        {
            yield return "Messaging:Transport must be StorageQueues or ServiceBus.";
        }

        if (options.FirstRetry < TimeSpan.FromMilliseconds(100) || options.FirstRetry > TimeSpan.FromMinutes(5))
        {
            yield return "Messaging:FirstRetry must be 100 milliseconds to 5 minutes.";
        }

        if (options.Transport != MessageTransport.ServiceBus)
        {
            yield break;
        }

        var bus = options.ServiceBus;
        if (bus.Endpoint is not { IsAbsoluteUri: true, Scheme: "https", IsLoopback: false })
        {
            yield return "Messaging:ServiceBus:Endpoint must be the namespace's https address.";
        }

        if (string.IsNullOrEmpty(bus.SharedAccessKeyName) != string.IsNullOrEmpty(bus.SharedAccessKey))
        {
            yield return "Messaging:ServiceBus:SharedAccessKeyName and SharedAccessKey go together.";
        }

        if (bus.TryTimeout <= TimeSpan.Zero || bus.TryTimeout > TimeSpan.FromMinutes(1))
        {
            yield return "Messaging:ServiceBus:TryTimeout must be above zero and at most a minute.";
        }
    }
}
