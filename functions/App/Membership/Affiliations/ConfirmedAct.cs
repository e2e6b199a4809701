using Serverless.App.Identity.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>What proved an act, for its events.</summary>
internal sealed record ActProof(ConfirmedCode Code, string OperationHash);

/// <summary>Brings what the member shows for joining to the gate; the policy table says what is needed.</summary>
internal sealed class ConfirmedAct(OperationGate gate)
{
    internal async Task<Result<ActProof>> ProveAsync(
        CurrentMember caller,
        ConfirmationView meant,
        ConfirmationRequest request,
        bool papersSigned,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var act = new SensitiveAct(meant.Operation, meant.Hash)
        {
            ChallengeId = request.ChallengeId,
            Code = request.Code,
            DocumentSigned = papersSigned,
        };
        var passed = await gate.PassAsync(caller, act, command, cancellation);
        return passed.Then<ActProof>(pass => new ActProof(pass.Code!, meant.Hash));
    }
}
