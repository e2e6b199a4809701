using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>What proved an act, for its events.</summary>
/// <param name="Interim">The row in force stands in for a stricter one (decision 28).</param>
internal sealed record ActProof(ConfirmedCode Code, string OperationHash, bool Interim);

/// <summary>
/// Asks the policy table what an act needs and gathers it: the live session, then the code. A demand that nothing here can prove yet,
/// such as a face, refuses the act before the code is spent.
/// </summary>
internal sealed class ConfirmedAct(OperationPolicies policies, LiveSessions sessions, OperationCodes codes)
{
    internal async Task<Result<ActProof>> ProveAsync(
        CurrentMember caller,
        ConfirmationView meant,
        ConfirmationRequest request,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var proved = new Assurance { SessionIsLive = await sessions.IsLiveAsync(caller, cancellation), CodeConfirmed = true };
        var policy = policies.Check(meant.Operation, proved);
        if (policy.Error is { } denied)
        {
            return denied;
        }

        var typed = new TypedCode(request.ChallengeId, meant.Operation, meant.Hash, request.Code);
        var confirmed = await codes.ConfirmAsync(caller, typed, command, cancellation);
        return confirmed.Then<ActProof>(code => new ActProof(code, meant.Hash, policy.Value.Interim));
    }
}
