namespace Serverless.Platform.Messaging;

/// <summary>Which transport messages take.</summary>
public enum MessageTransport
{
    /// <summary>Azure Storage queues: the laptop and small installations.</summary>
    StorageQueues,

    /// <summary>Azure Service Bus.</summary>
    ServiceBus,
}

/// <summary>Section <c>Messaging</c>. Staging writes the transport here and into every function.json (decision 6).</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    public MessageTransport? Transport { get; set; }

    /// <summary>How long a vendor that did not answer is left alone the first time; doubled each time, up to 120 times as long.</summary>
    public TimeSpan FirstRetry { get; set; } = RetrySchedule.First;

    public ServiceBusOptions ServiceBus { get; set; } = new();
}

/// <summary>Section <c>Messaging:ServiceBus</c>; needed with that transport only.</summary>
public sealed class ServiceBusOptions
{
    /// <summary><c>https://{namespace}.servicebus.windows.net</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Name of a shared access rule; without it the app's own identity is used (Entra).</summary>
    public string? SharedAccessKeyName { get; set; }

    /// <summary>The rule's key: text, not decoded from base64.</summary>
    public string? SharedAccessKey { get; set; }

    /// <summary>How long one try may take.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
