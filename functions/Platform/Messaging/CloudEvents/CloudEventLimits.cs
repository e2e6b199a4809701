namespace Serverless.Platform.Messaging.CloudEvents;

/// <summary>Sizes that a message keeps on any transport.</summary>
internal static class CloudEventLimits
{
    /// <summary>Largest body that travels itself, bytes. A Storage queue takes 64 KiB; the rest is head room for the envelope's escapes.</summary>
    internal const int TravelsItself = 48 * 1024;

    /// <summary>Largest body that is read at all, bytes: what Service Bus Standard takes.</summary>
    internal const int Body = 256 * 1024;

    /// <summary>Longest attribute, characters; Service Bus takes ids of at most 128, so <see cref="Id"/> is shorter.</summary>
    internal const int Attribute = 512;

    /// <summary>Longest id: 128 characters less room for <c>~{attempt}</c>.</summary>
    internal const int Id = 120;

    /// <summary>Deepest nesting of the data.</summary>
    internal const int Depth = 64;
}
