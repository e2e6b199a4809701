using System.Collections.Concurrent;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sessions;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Policies;

/// <summary>
/// Asks the policy table before any route that changes something: whether the operation is open today and, for a member, whether the
/// session still lives and the device is old enough. What has to be shown for the very act — code, face, document, second officer — is
/// read from the request and asked by the slice, through <see cref="OperationGate"/>.
/// </summary>
internal sealed class OperationGuard(RequestDelegate next, OperationPolicies policies, LiveSessions sessions, DeviceTrust devices)
{
    private readonly ConcurrentDictionary<Endpoint, string?> _operations = new();

    public async Task InvokeAsync(HttpContext context)
    {
        var operation = context.GetEndpoint() is { } endpoint ? _operations.GetOrAdd(endpoint, RouteOperation.Of) : null;
        if (operation is not null && await RefusalAsync(context, operation) is { } refused)
        {
            await refused.ToProblem().ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<Error?> RefusalAsync(HttpContext context, string operation)
    {
        if (policies.For(operation) is var row && row.Error is { } denied)
        {
            return denied;
        }

        if (row.Value.Who != "member" || row.Value is { LiveSession: false, DeviceAgeHours: null, CoolDownHours: null })
        {
            return null;
        }

        var member = (await CurrentMember.BindAsync(context))!;
        if (row.Value.LiveSession && !await sessions.IsLiveAsync(member, context.RequestAborted))
        {
            await sessions.NoteEndedAsync(member, operation, context.RequestAborted);
            return SessionRules.Ended;
        }

        var changed = row.Value.CoolDownHours is null ? null : await devices.PhoneChangedAsync(member.MemberId, context.RequestAborted);
        if (policies.CooledDown(row.Value, changed).Error is { } cooling)
        {
            return cooling;
        }

        var since = row.Value.DeviceAgeHours is null ? null : await devices.SinceAsync(member, context.RequestAborted);
        return policies.Aged(row.Value, since).Error;
    }
}
