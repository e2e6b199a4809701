using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>
/// The tables, kept in memory for half a minute: a simulation reads nothing from storage. That is safe because a new version of a product
/// is in force from tomorrow at the earliest. When storage fails or is slow, tables of the same day in Lima go on serving for ten minutes.
/// </summary>
/// <param name="read">Reads the catalogue from storage.</param>
internal sealed partial class CreditTablesInForce(
    Func<CancellationToken, Task<Catalogue>> read,
    TimeProvider time,
    ILogger<CreditTablesInForce> log
)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Kept? _kept;
    private Task<Kept>? _loading;

    /// <exception cref="Exception">Of storage, when nothing kept may be used.</exception>
    internal ValueTask<CreditTables> ReadAsync(CancellationToken cancellation) =>
        _kept is { } kept && time.GetUtcNow() < kept.NextLook ? new(kept.Tables) : new(LookAsync(cancellation));

    private async Task<CreditTables> LookAsync(CancellationToken cancellation)
    {
        var loading = Loading();
        if (_kept is not { } kept || !IsUsable(kept, time.GetUtcNow()))
        {
            return (await loading.WaitAsync(cancellation)).Tables;
        }

        try
        {
            return (await loading.WaitAsync(Patience, time, cancellation)).Tables;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogOld(log, kept.ReadAt, failure);
            // Only over what it was made of: the tables that were waited for may have come in this moment.
            Interlocked.CompareExchange(ref _kept, kept with { NextLook = NextLook(kept.ReadAt, time.GetUtcNow()) }, kept);
            return kept.Tables;
        }
    }

    /// <summary>One for all who ask at the same time; nobody's going away ends it.</summary>
    private Task<Kept> Loading()
    {
        lock (_lock)
        {
            return _loading is { IsCompleted: false } running ? running : _loading = LoadAsync();
        }
    }

    private async Task<Kept> LoadAsync()
    {
        var now = time.GetUtcNow();
        var loaded = new Kept(CreditTables.Of(await read(CancellationToken.None)).Value, now, NextLook(now, now));
        _kept = loaded;
        return loaded;
    }

    /// <summary>At midnight in Lima at the latest, when a version may come into force.</summary>
    private static DateTimeOffset NextLook(DateTimeOffset readAt, DateTimeOffset now)
    {
        var midnight = LimaTime.Instant(LimaTime.DateOf(readAt).AddDays(1));
        return now + Fresh < midnight ? now + Fresh : midnight;
    }

    private static bool IsUsable(Kept kept, DateTimeOffset now) =>
        now - kept.ReadAt < Usable && LimaTime.DateOf(now) == LimaTime.DateOf(kept.ReadAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The credit catalogue could not be read; the one of {ReadAt} goes on serving")]
    private static partial void LogOld(ILogger log, DateTimeOffset readAt, Exception failure);

    private sealed record Kept(CreditTables Tables, DateTimeOffset ReadAt, DateTimeOffset NextLook);
}
