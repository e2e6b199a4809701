using System.Globalization;
using Serverless.App.Payroll.Requests;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>Every night, the next file of each UGEL that has something to ask. The same night again changes nothing.</summary>
internal sealed class OrderAtNight(OrderOutgoingFile orders, DiscountRequestStore requests, SortedLists lists, TimeProvider time)
{
    private const int UgelsAtOnce = 500;

    internal async Task RunAsync(TimerTick tick, CancellationToken cancellation)
    {
        _ = tick;
        var night = string.Create(CultureInfo.InvariantCulture, $"night-{LimaTime.Today(time):yyyy-MM-dd}");
        string? after = null;
        while (await lists.ReadAsync(DiscountRequestStore.Ugels, after, UgelsAtOnce, cancellation) is { Count: > 0 } page)
        {
            foreach (var ugel in page.Select(entry => entry.Subject))
            {
                if (await requests.HasOpenAsync(ugel, contributionKnown: true, cancellation))
                {
                    await orders.OrderAsync(ugel, new CommandIdentity(night, night, ""), cancellation);
                }
            }

            after = page[^1].Key;
        }
    }
}
