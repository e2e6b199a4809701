using System.Collections.Concurrent;
using Serverless.Platform.Sms;

namespace Serverless.Local.Simulators.Acs;

/// <summary>
/// The vendor's repeatability per recipient: the same id with the same first date and the same wish gets the first answer again and sends
/// nothing; the same id with another wish is rejected.
/// </summary>
internal sealed class AcsRepeatability
{
    private sealed record Seen(string Wish, SmsContract.SendItem Answer);

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    /// <param name="send">Called at most once per id, and only for its first wish.</param>
    internal SmsContract.SendItem Answer(SmsContract.Send request, SmsContract.Recipient recipient, Func<SmsContract.SendItem> send)
    {
        if (recipient.RepeatabilityRequestId is not { } id)
        {
            return send();
        }

        var wish = $"{recipient.RepeatabilityFirstSent}\n{request.From}\n{recipient.To}\n{request.Message}";
        lock (_gate)
        {
            if (_seen.TryGetValue(id, out var seen))
            {
                return seen.Wish == wish ? seen.Answer : Rejected(recipient.To);
            }

            var answer = send();

            // A recipient that failed was not sent: the same id may try again.
            if (answer.Successful)
            {
                _seen[id] = new Seen(wish, answer);
            }

            return answer;
        }
    }

    private static SmsContract.SendItem Rejected(string to) =>
        new(to, null, StatusCodes.Status409Conflict, "rejected", false, "The repeatability id was used for another message.");
}
