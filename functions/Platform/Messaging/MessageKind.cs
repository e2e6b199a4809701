using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Kernel;

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
    /// <summary>Steps from every version ever shipped to today's; null while there has been one only.</summary>
    public UpcasterRegistry? Upcasters { get; init; }

    /// <summary>The message to send, its data in today's version.</summary>
    public OutgoingMessage Message(string id, string source, DateTimeOffset time, T data) =>
        new(id, Type, source, time, Version, JsonSerializer.SerializeToUtf8Bytes(data, Json));

    /// <summary>The data, brought up to date.</summary>
    public Result<T> Read(IncomingMessage message)
    {
        var upcasters = Upcasters ?? None;
        return upcasters.Upcast(Type, message.DataVersion, Version, message.Data).Then(Parse);
    }

    private static readonly UpcasterRegistry None = new();

    private Result<T> Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data.Span, Json) is { } value ? value : MessagingErrors.DataInvalid;
        }
        catch (JsonException)
        {
            return MessagingErrors.DataInvalid;
        }
    }
}
