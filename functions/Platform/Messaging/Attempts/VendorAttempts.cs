using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.Platform.Messaging.Attempts;

/// <summary>
/// A vendor's failure is not a failed message (decision 19). The handler of a message that needs a vendor runs its call here: attempt n
/// is committed, a copy of the message with broker id <c>{id}~{n}</c> is put on the queue for later, and the host is told 200. A vendor
/// that is down for an hour leaves nothing in the poison queue, and afterwards each message is sent once.
/// </summary>
public sealed class VendorAttempts
{
    /// <summary>Another delivery of the same message was faster; the next delivery finds what it left.</summary>
    public static readonly Error Raced = new("messaging.attempt-raced", ErrorKind.Unavailable);

    private readonly AttemptTable _table;
    private readonly IMessageSender _sender;
    private readonly TimeProvider _time;

    private readonly TimeSpan _firstRetry;

    internal VendorAttempts(AttemptTable table, IMessageSender sender, TimeProvider time, TimeSpan? firstRetry = null) =>
        (_table, _sender, _time, _firstRetry) = (table, sender, time, firstRetry ?? RetrySchedule.First);

    /// <summary>The only call to a vendor that its message brings about.</summary>
    public Task<Result<Attempt>> RunAsync(
        MessageContext context,
        DateTimeOffset deadline,
        Func<Attempt, CancellationToken, Task<VendorAnswer>> call,
        CancellationToken cancellation
    ) => RunAsync(context, deadline, call, null, cancellation);

    /// <summary>
    /// Makes the attempt that this delivery stands for, if it is still to be made. Crashes are covered everywhere: before the row is
    /// updated the message comes again and the vendor recognises the operation; after it the message comes again and finds the row.
    /// </summary>
    /// <param name="deadline">Afterwards the message is worth nothing.</param>
    /// <param name="call">Asks the vendor, always with the attempt's operation id; it answers, it does not throw for a vendor's failure.</param>
    /// <param name="of">
    /// What the call is for, where two contexts ask vendors because of one message; without it they would share the attempt, and only the
    /// first would be made.
    /// </param>
    /// <returns>The attempt as it stands; a failure is worth another delivery.</returns>
    public async Task<Result<Attempt>> RunAsync(
        MessageContext context,
        DateTimeOffset deadline,
        Func<Attempt, CancellationToken, Task<VendorAnswer>> call,
        string? of,
        CancellationToken cancellation
    )
    {
        var stored = await _table.FindOrAddAsync(context.Message, of, _time.GetUtcNow(), cancellation);
        var attempt = stored.Attempt;
        if (attempt.State != AttemptState.Pending)
        {
            return attempt;
        }

        // A copy whose number is below the row's has had its answer; all that may be missing is the next copy.
        if (context.Message.Attempt >= attempt.Failed)
        {
            var answer = await call(attempt, cancellation);
            attempt = attempt.After(answer, _time.GetUtcNow(), deadline, _firstRetry);
            if (!await _table.TryUpdateAsync(stored, attempt, cancellation))
            {
                return Raced;
            }
        }

        return attempt is { State: AttemptState.Pending, Scheduled: false }
            ? await ScheduleAsync(context, stored, attempt, cancellation)
            : attempt;
    }

    private async Task<Result<Attempt>> ScheduleAsync(
        MessageContext context,
        AttemptTable.Stored stored,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var message = context.Message;
        var copy = new OutgoingMessage(message.Id, message.Type, message.Source, message.Time, message.DataVersion, message.Data)
        {
            TraceParent = message.TraceParent,
            SessionId = context.SessionId,
            Attempt = attempt.Failed,
        };
        var wait = attempt.Due!.Value - _time.GetUtcNow();
        await _sender.SendAsync(context.Queue, [copy], wait > TimeSpan.Zero ? wait : null, cancellation);
        var scheduled = attempt with { Scheduled = true };

        // Losing this race only means that a second copy may be sent, and a second copy finds its answer in the row.
        await _table.TryUpdateAsync(stored, scheduled, cancellation);
        return scheduled;
    }
}
