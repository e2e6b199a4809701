namespace Serverless.Platform.Messaging;

/// <summary>
/// When a vendor that did not answer is asked again (decision 19): 30 seconds, doubling to one hour, until the message's own deadline.
/// Pure, so that the row that remembers attempt n needs no other state.
/// </summary>
public static class RetrySchedule
{
    /// <summary>Unless the setting <c>Messaging__FirstRetry</c> says otherwise.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait, in first waits: an hour.</summary>
    private const int MostWaits = 120;

    /// <summary>When attempt <c>failed + 1</c> is due; null when that would be after the deadline, so that the message is given up.</summary>
    /// <param name="failed">Attempts made so far, from 1.</param>
    /// <param name="now">When the last one failed.</param>
    /// <param name="deadline">Afterwards the message is worth nothing: a code's expiry, a notice's day.</param>
    /// <param name="retryAfter">What the vendor asked for; the later of the two counts.</param>
    /// <param name="first">The first wait; the others are its multiples.</param>
    public static DateTimeOffset? Next(
        int failed,
        DateTimeOffset now,
        DateTimeOffset deadline,
        TimeSpan? retryAfter = null,
        TimeSpan? first = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failed, 1);
        var wait = (first ?? First) * Math.Min(MostWaits, failed > 7 ? MostWaits : 1 << (failed - 1));
        var at = now + (retryAfter > wait ? retryAfter.Value : wait);
        return at <= deadline ? at : null;
    }
}
