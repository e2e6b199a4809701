using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Platform.Storage;

/// <summary>How one kind of aggregate is kept: its table, its name in event sources, and the shape of its state (decisions 8 and 9).</summary>
/// <param name="Table">The context's table: letters and digits. The id alone is the partition: kinds of one table never share an id.</param>
/// <param name="Name"><c>context.noun</c>, for example <c>membership.member</c>; part of every event id, so never changed.</param>
/// <param name="Json">The source-generated contract of the state.</param>
public sealed record AggregateKind<TState>(string Table, string Name, JsonTypeInfo<TState> Json)
    where TState : class
{
    /// <summary>Steps from older stored versions.</summary>
    public Upcasts Upcasts { get; init; } = Upcasts.None;

    internal byte[] Write(TState state) => JsonSerializer.SerializeToUtf8Bytes(state, Json);

    internal TState Read(ReadOnlySpan<byte> utf8, int version) => Upcasts.Read(utf8, version, Json);

    /// <summary>The CloudEvents source of an aggregate of this kind: <c>/context/noun/id</c>.</summary>
    internal string Source(string id) => $"/{Name.Replace('.', '/')}/{id}";
}
