using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.CloudEvents;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Messaging;

/// <summary>
/// A message that this release knows by name: its type, the version of its data today, and how to read and write it.
/// Declared once by the context that publishes it, in its <c>Messages</c> folder.
/// </summary>
/// <typeparam name="T">The data.</typeparam>
/// <param name="Type"><c>context.noun-past-tense</c>, or the vendor's name of it.</param>
/// <param name="Version">The data version that <typeparamref name="T"/> is.</param>
/// <param name="Json">Source-generated.</param>
public sealed record MessageKind<T>(string Type, int Version, JsonTypeInfo<T> Json)
    where T : class
{
    /// <summary>Steps from every version ever shipped to today's.</summary>
    public Upcasts Upcasts { get; init; } = Upcasts.None;

    /// <summary>The message to send, its data in today's version.</summary>
    /// <param name="id">Unique for ever; one that is longer than a transport takes is sent as its beginning and its hash.</param>
    /// <param name="source">The aggregate, <c>/context/aggregate/id</c>.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="data">As today's version has it.</param>
    public OutgoingMessage Message(string id, string source, DateTimeOffset time, T data) =>
        new(CloudEventId.Of(id), Type, source, time, Version, JsonSerializer.SerializeToUtf8Bytes(data, Json));

    /// <summary>
    /// The data, brought up to date; <c>messaging.from-the-future</c> for a newer release's, <c>messaging.version-unknown</c> for one that
    /// no step leads on from, <c>messaging.data-invalid</c> for another shape.
    /// </summary>
    public Result<T> Read(IncomingMessage message)
    {
        if (message.DataVersion > Version)
        {
            return MessagingErrors.FromTheFuture;
        }

        if (!Upcasts.LeadFrom(message.DataVersion, Version))
        {
            return MessagingErrors.VersionUnknown;
        }

        try
        {
            return Upcasts.Read(message.Data.Span, message.DataVersion, Json);
        }
        catch (Exception shape) when (shape is JsonException or InvalidDataException)
        {
            return MessagingErrors.DataInvalid;
        }
    }
}
