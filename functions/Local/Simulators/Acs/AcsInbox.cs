using System.Collections.Concurrent;

namespace Serverless.Local.Simulators.Acs;

/// <summary>A text that reached a phone of the laptop.</summary>
public sealed record AcsText(string MessageId, string From, string To, string Message, string? Tag, DateTimeOffset ReceivedAt);

/// <summary>The phones: every text that the simulator took, in memory, newest first per number.</summary>
public sealed class AcsInbox
{
    private readonly ConcurrentDictionary<string, ConcurrentStack<AcsText>> _texts = new(StringComparer.Ordinal);

    /// <summary>Texts to a number, newest first.</summary>
    public IReadOnlyList<AcsText> Of(string phone) => _texts.TryGetValue(phone, out var texts) ? [.. texts] : [];

    public void Clear() => _texts.Clear();

    internal void Add(AcsText text) => _texts.GetOrAdd(text.To, _ => new ConcurrentStack<AcsText>()).Push(text);
}
