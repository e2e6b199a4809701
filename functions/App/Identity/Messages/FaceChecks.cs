using Serverless.App.Identity.Face;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Messages;

/// <summary>Proof for the evidence file that the member was present.</summary>
/// <param name="ResultHash">SHA-256 of everything that the decision rests on, hex; the scores themselves stay where they were read.</param>
internal sealed record FaceProof(string SessionId, DateTimeOffset At, string ResultHash)
{
    /// <summary>It was used up by the step before this one and counts for both.</summary>
    public bool IsEarlier { get; init; }
}

/// <summary>
/// Faces bound to one act, as codes are: whether the policy table asks for one, and whether this member passed one for this very act on
/// this device a short while ago. Contexts ask through <see cref="OperationGate"/>, which also uses the proof up.
/// </summary>
internal sealed class FaceChecks(FaceStore faces, OperationPolicies policies, FaceCheckOptions options, TimeProvider time)
{
    /// <param name="command">The command that acts: a proof that it used up already is still its own.</param>
    /// <returns>
    /// The proof; null when the row asks for no face; <c>identity.face-needed</c> when none counts; <c>platform.operation-denied</c>.
    /// </returns>
    internal async Task<Result<FaceProof?>> RequireFreshAsync(
        CurrentMember member,
        SensitiveAct act,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var policy = policies.For(act.Operation);
        if (policy.Error is { } denied)
        {
            return denied;
        }

        if (!policy.Value.Face)
        {
            return (FaceProof?)null;
        }

        var profile = await faces.FindAsync(member.MemberId, cancellation);
        var within = TimeSpan.FromMinutes(policy.Value.FaceMinutes);
        var now = time.GetUtcNow();
        var wanted = new FaceNeed(act.Operation, act.Hash, member.Device, within, options.ReviewedFor);
        if (FaceRules.Fresh(profile, wanted, command.CommandId, now) is { } passed)
        {
            return Proof(passed);
        }

        return EarlierNeed(wanted, act, policy.Value) is { } before && FaceRules.Earlier(profile, before, now) is { } earlier
            ? Proof(earlier) with
            {
                IsEarlier = true,
            }
            : FaceRefusals.Needed;
    }

    /// <summary>The face of the step before, where the row takes it for this act; null where it does not.</summary>
    private static FaceNeed? EarlierNeed(FaceNeed wanted, SensitiveAct act, OperationPolicy row) =>
        act.After is { } step && step.Operation == row.FaceOf
            ? wanted with
            {
                Operation = step.Operation,
                OperationHash = step.Hash,
                Within = TimeSpan.FromMinutes(row.FaceOfMinutes),
            }
            : null;

    /// <summary>Uses the proof up: the same command again is told the same, another is refused.</summary>
    internal async Task<Result<FaceProof>> SpendAsync(
        CurrentMember member,
        FaceProof proof,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var spent = await faces.StepAsync(
            member.MemberId,
            command,
            "spend-face",
            profile =>
                FaceRules
                    .Spend(profile, proof.SessionId, command.CommandId)
                    .Then<Commit<FaceProfile>>(after => new Commit<FaceProfile>(after)),
            cancellation
        );
        return spent.Then<FaceProof>(_ => proof);
    }

    private static FaceProof Proof(FaceSession passed) => new(passed.Id, passed.DecidedAt!.Value, passed.ResultHash!);
}
