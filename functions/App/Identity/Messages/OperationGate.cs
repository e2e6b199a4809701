using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Messages;

/// <summary>An act that the member is about to do, and what they show for it.</summary>
/// <param name="Operation">The row of the policy table.</param>
/// <param name="Hash">Of everything the act consists of (<see cref="OperationHash"/>); code and face must have been asked for it.</param>
internal sealed record SensitiveAct(string Operation, string Hash)
{
    public string? ChallengeId { get; init; }

    public string? Code { get; init; }

    /// <summary>The step before this one in the same work, by its operation and hash: its face may count here (the policy's <c>faceOf</c>).</summary>
    public EarlierStep? After { get; init; }

    /// <summary>The acting context has seen the signed document.</summary>
    public bool DocumentSigned { get; init; }

    public Money? Amount { get; init; }

    /// <summary>Who had which part of the same work so far.</summary>
    public IReadOnlyList<Duty> DutiesTaken { get; init; } = [];

    public bool SecondOfficerAgreed { get; init; }

    /// <summary>Without the code, which may stand in nobody's log.</summary>
    public override string ToString() => $"{nameof(SensitiveAct)} {Operation}";
}

/// <summary>A step that was taken before, and what exactly it was.</summary>
/// <param name="Hash">As the face was asked for it.</param>
internal sealed record EarlierStep(string Operation, string Hash);

/// <summary>What was proved, for events and evidence.</summary>
/// <param name="Policy">The row that was in force.</param>
/// <param name="Code">Null when the row asks for none.</param>
/// <param name="Face">Null when the row asks for none.</param>
internal sealed record GatePass(OperationPolicy Policy, ConfirmedCode? Code, FaceProof? Face)
{
    /// <summary>The officer at whose desk the member confirmed; null on the member's own device.</summary>
    public string? AssistedBy { get; init; }
}

/// <summary>
/// The one door of members' sensitive acts: asks the policy table what the act needs today and takes it. Everything that costs nothing
/// is asked first, then the code is shown, then the face is used up, so that whoever lacks one thing does not lose another.
/// </summary>
internal sealed class OperationGate(
    OperationPolicies policies,
    LiveSessions sessions,
    DeviceTrust devices,
    FaceChecks faces,
    OperationCodes codes
)
{
    /// <param name="command">The command that acts; again with the same command, everything it used up is still its own.</param>
    /// <returns>
    /// The pass, or <c>platform.operation-denied</c>, <c>platform.assurance-missing</c>, <c>platform.duties-not-separate</c>,
    /// <c>platform.second-officer-needed</c>, <c>identity.face-needed</c>, <c>identity.code-…</c>.
    /// </returns>
    internal async Task<Result<GatePass>> PassAsync(
        CurrentMember member,
        SensitiveAct act,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var face = await faces.RequireFreshAsync(member, act, command, cancellation);
        if (face.Error is { } noFace)
        {
            return noFace;
        }

        var session = await sessions.FindLiveAsync(member, cancellation);
        var proved = new Assurance
        {
            SessionIsLive = session is not null,
            DeviceSince = await devices.SinceAsync(member, cancellation),
            PhoneChangedAt = await PhoneChangedAsync(member, act, cancellation),
            FacePassed = face.Value is not null,
            DocumentSigned = act.DocumentSigned,
            CodeConfirmed = act is { ChallengeId.Length: > 0, Code.Length: > 0 },
            Amount = act.Amount,
            Principal = member.MemberId,
            DutiesTaken = act.DutiesTaken,
            SecondOfficerAgreed = act.SecondOfficerAgreed,
        };
        var policy = policies.Check(act.Operation, proved);
        if (policy.Error is { } denied)
        {
            return denied;
        }

        var taken = await TakeAsync(member, act, policy.Value, face.Value, command, cancellation);
        return taken.Then<GatePass>(pass => pass with { AssistedBy = session?.AssistedBy });
    }

    /// <summary>Read only for acts that the cool-down shuts.</summary>
    private async Task<DateTimeOffset?> PhoneChangedAsync(CurrentMember member, SensitiveAct act, CancellationToken cancellation) =>
        policies.For(act.Operation) is { IsSuccess: true, Value.CoolDownHours: not null }
            ? await devices.PhoneChangedAsync(member.MemberId, cancellation)
            : null;

    private async Task<Result<GatePass>> TakeAsync(
        CurrentMember member,
        SensitiveAct act,
        OperationPolicy policy,
        FaceProof? face,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        ConfirmedCode? code = null;
        if (policy.Code)
        {
            var typed = new TypedCode(act.ChallengeId!, act.Operation, act.Hash, act.Code!);
            var confirmed = await codes.ConfirmAsync(member, typed, command, cancellation);
            if (confirmed.Error is { } wrong)
            {
                return wrong;
            }

            code = confirmed.Value;
        }

        if (face is { IsEarlier: false } && (await faces.SpendAsync(member, face, command, cancellation)).Error is { } spent)
        {
            return spent;
        }

        return new GatePass(policy, code, face);
    }
}
