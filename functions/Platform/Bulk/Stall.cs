using Azure;

namespace Serverless.Platform.Bulk;

/// <summary>
/// A storage service that is behind: how it shows, and how long a job waits for it. Waiting here is cheaper than failing the message,
/// because a message has five tries and a job has none to lose.
/// </summary>
internal static class Stall
{
    /// <summary>After this time without any progress the message fails, comes again, and the job goes on at its cursor.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    internal static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    internal static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <summary>Whether this is a call without an answer, or an answer that says "later".</summary>
    internal static bool Is(Exception e) =>
        e switch
        {
            AggregateException all => all.InnerExceptions.All(Is),
            RequestFailedException refused => refused.Status is 0 or 408 or 429 or >= 500,
            _ => e is OperationCanceledException or IOException or HttpRequestException or TimeoutException,
        };
}
