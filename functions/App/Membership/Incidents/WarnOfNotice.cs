using System.Globalization;
using Serverless.App.Membership.Rights.Requests;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Membership.Incidents;

/// <summary>The clock of an incident's notice rang: if the authority has not heard of it, a task says so, once.</summary>
internal sealed class WarnOfNotice(IncidentStore incidents, [FromKeyedServices(RightsDesk.Context)] TaskDesk desk)
{
    private static readonly Error NoticeDue = Error.Conflict("membership.task-incident-notice");

    internal async Task<MessageOutcome> WarnAsync(IncidentMoved due, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        if (await incidents.FindAsync(due.IncidentId, cancellation) is not { Status: IncidentStatus.Open } open)
        {
            return MessageOutcome.Done;
        }

        await desk.OpenAsync(
            new Difference(NoticeDue.Code, open.Id, open.DetectedAt)
            {
                Facts = new Dictionary<string, string>
                {
                    ["incident"] = open.Id,
                    ["due"] = open.NotifyBy.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
                },
            },
            cancellation
        );
        return MessageOutcome.Done;
    }
}
