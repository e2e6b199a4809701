using System.Buffers;

namespace Serverless.Durable.Protocol;

/// <summary>Past or new events of a request, in a rented array.</summary>
internal sealed class HistoryEntries : IDisposable
{
    private const int UsualCount = 64;

    private HistoryEntry[] _entries = ArrayPool<HistoryEntry>.Shared.Rent(UsualCount);

    public int Count { get; private set; }

    public ReadOnlySpan<HistoryEntry> Span => _entries.AsSpan(0, Count);

    public void Add(in HistoryEntry entry)
    {
        if (Count == _entries.Length)
        {
            var larger = ArrayPool<HistoryEntry>.Shared.Rent(Count * 2);
            Span.CopyTo(larger);
            ArrayPool<HistoryEntry>.Shared.Return(_entries);
            _entries = larger;
        }

        _entries[Count++] = entry;
    }

    public void Dispose()
    {
        ArrayPool<HistoryEntry>.Shared.Return(_entries);
        (_entries, Count) = ([], 0);
    }
}
