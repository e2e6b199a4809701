using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Messages;

/// <summary>A code as the member typed it, and the act it is meant for.</summary>
/// <param name="OperationHash">Computed by the context that acts, from what it is about to do.</param>
internal sealed record TypedCode(string ChallengeId, string Operation, string OperationHash, string Code)
{
    /// <summary>Without the code, which may stand in nobody's log.</summary>
    public override string ToString() => $"{nameof(TypedCode)} {ChallengeId}";
}

/// <summary>Proof for the evidence file that the act was confirmed.</summary>
/// <param name="PhoneMasked">Where the code went, the last three digits readable; null when the network never took it.</param>
internal sealed record ConfirmedCode(string ChallengeId, DateTimeOffset At, string? PhoneMasked, int AttemptsSpent);

/// <summary>
/// Codes bound to one act (row D11). A right code is used up by the command that showed it; the same command again gets the same
/// success, so that a context may crash between this call and its own commit. A code that was asked for another act is wrong and counted.
/// </summary>
internal sealed class OperationCodes(CodeGuesses guesses)
{
    /// <param name="command">The command that acts; its id is what makes a repetition a repetition.</param>
    /// <returns>The confirmation, or <c>identity.code-…</c>, <c>identity.challenge-not-found</c>.</returns>
    internal async Task<Result<ConfirmedCode>> ConfirmAsync(
        CurrentMember member,
        TypedCode typed,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var guess = new Guess(typed.ChallengeId, member.Device, typed.Operation, typed.OperationHash, typed.Code)
        {
            MemberId = member.MemberId,
        };
        var verified = await guesses.TakeAsync(guess, command, cancellation);
        return verified.Then<ConfirmedCode>(challenge => new ConfirmedCode(
            challenge.Id,
            challenge.VerifiedAt!.Value,
            challenge.PhoneMasked,
            challenge.AttemptsSpent
        ));
    }
}
