using System.Globalization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>Puts requests on the officers' desk: once when they are asked, once more when their last day has come without an answer.</summary>
internal sealed class RightsDesk(RightsStore rights, [FromKeyedServices(RightsDesk.Context)] TaskDesk desk, TimeProvider time)
{
    internal const string Context = "membership";

    /// <summary>Officers of the fund answer.</summary>
    internal static readonly DeskName Name = new(Context, "Membership", "officer");

    private static readonly Error Asked = Error.Conflict("membership.task-rights-asked");
    private static readonly Error Late = Error.Conflict("membership.task-rights-late");

    internal Task<MessageOutcome> WhenAskedAsync(RightsMoved asked, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        return OpenAsync(Asked.Code, asked, cancellation);
    }

    internal Task<MessageOutcome> WhenDueAsync(RightsMoved due, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        return OpenAsync(Late.Code, due, cancellation);
    }

    /// <summary>The request has its answer: its tasks are over.</summary>
    internal async Task CloseAsync(RightsRequest request, CancellationToken cancellation)
    {
        if (request.Proposal is not { } word)
        {
            return;
        }

        foreach (var code in (string[])[Asked.Code, Late.Code])
        {
            var id = desk.IdOf(code, request.Id);
            var command = new CommandIdentity($"answered-{request.Id}", request.Id, "");
            await desk.ResolveAsync(id, new DeskResolution(word.Officer, word.Reason, time.GetUtcNow()), command, cancellation);
        }
    }

    private async Task<MessageOutcome> OpenAsync(string code, RightsMoved moved, CancellationToken cancellation)
    {
        if ((await rights.ReadAsync(moved.MemberId, cancellation)).Find(moved.RequestId) is not { IsOpen: true } open)
        {
            return MessageOutcome.Done;
        }

        await desk.OpenAsync(
            new Difference(code, open.Id, open.AskedAt)
            {
                Facts = new Dictionary<string, string>
                {
                    ["member"] = moved.MemberId,
                    ["request"] = open.Id,
                    ["right"] = moved.Right,
                    ["due"] = open.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                },
            },
            cancellation
        );
        return MessageOutcome.Done;
    }
}
