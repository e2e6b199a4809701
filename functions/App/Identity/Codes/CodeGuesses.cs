using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Codes;

/// <summary>A code that somebody shows for an act.</summary>
internal sealed record Guess(string ChallengeId, string Device, string Operation, string OperationHash, string Typed)
{
    /// <summary>The device proof that brought it; null where a session token stands for the device.</summary>
    public string? Proof { get; init; }

    /// <summary>The signed-in member; null before sign-in.</summary>
    public string? MemberId { get; init; }

    internal Act Act => new(Operation, OperationHash);

    public override string ToString() => $"{nameof(Guess)} {ChallengeId}";
}

/// <summary>
/// Takes a guess in steps that each are committed: it is paid for, then looked at, then a failure is counted against the bucket that the
/// device belongs to (decision 23). A command that crashed between two steps goes on where it stopped, and pays once.
/// </summary>
internal sealed class CodeGuesses(IdentityStore store, OtpCode codes, OtpOptions options, TimeProvider time)
{
    /// <returns>The verified challenge, or why the code is not taken; <c>left</c> says how many attempts remain.</returns>
    internal async Task<Result<OtpChallenge>> TakeAsync(Guess guess, CommandIdentity command, CancellationToken cancellation)
    {
        var spent = await store.StepAsync(IdentityStore.Challenges, guess.ChallengeId, command, "spend", Spend, cancellation);
        if (spent.Error is { } refused)
        {
            // So many at once for one challenge are guesses of a machine: none of them is looked at.
            return refused == StorageErrors.PreconditionFailed ? OtpErrors.Busy : refused;
        }

        var judged = await store.StepAsync(IdentityStore.Challenges, guess.ChallengeId, command, "judge", Judge, cancellation);
        return judged.Error == OtpErrors.Wrong ? await FailAsync(guess, spent.Value, command, cancellation) : judged;

        Result<Commit<OtpChallenge>> Spend(OtpChallenge? challenge) =>
            challenge is null || !IsOf(challenge, guess)
                ? OtpErrors.NotFound
                : OtpChallengeRules
                    .Spend(challenge, guess.Proof, time.GetUtcNow(), options)
                    .Then<Commit<OtpChallenge>>(paid => new Commit<OtpChallenge>(paid));

        Result<Commit<OtpChallenge>> Judge(OtpChallenge? challenge) =>
            OtpChallengeRules
                .Judge(challenge!, guess.Act, codes.Matches(challenge!, guess.Typed), command.CommandId, time.GetUtcNow(), options)
                .Then<Commit<OtpChallenge>>(verified => new Commit<OtpChallenge>(verified)
                {
                    Events =
                    [
                        IdentityEvents.ChallengeVerified.With(
                            new ChallengeVerified(verified.Id, verified.Operation, verified.OperationHash)
                        ),
                    ],
                });
    }

    private async Task<Result<OtpChallenge>> FailAsync(
        Guess guess,
        OtpChallenge spent,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var last = spent.AttemptsSpent >= options.Attempts;
        var failed = new GuessFailed(spent.Id, !OtpChallengeRules.IsFor(spent, guess.Act), last);
        var counted = await store.StepAsync(IdentityStore.Accounts, spent.AccountId, command, "fail", Decide, cancellation);
        return counted.Error ?? OtpErrors.Wrong.With("left", $"{Math.Max(0, options.Attempts - spent.AttemptsSpent)}");

        Result<Commit<Account>> Decide(Account? account) =>
            new Commit<Account>(AccountRules.CountFailure(account!, guess.Device, last, time.GetUtcNow(), options))
            {
                Events = [IdentityEvents.GuessFailed.With(failed)],
            };
    }

    /// <summary>Somebody else's challenge, and one of another device, is as if it were not there.</summary>
    private bool IsOf(OtpChallenge challenge, Guess guess) =>
        challenge.Device == guess.Device && (guess.MemberId is null || challenge.AccountId == store.AccountOf(guess.MemberId));
}
