using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Sessions;

/// <summary>The code that came by text message.</summary>
/// <param name="DeviceName">What the member will know the device by; at most 40 letters.</param>
internal sealed record SignInCode(string Code, string? DeviceName)
{
    public override string ToString() => nameof(SignInCode);
}

/// <summary>
/// Takes the code and opens the session: guess, account, session, each step committed under the command, so that a repetition after a
/// crash or a lost answer comes to the same session and the same refresh token (decision 13).
/// </summary>
internal sealed class ConfirmSession(
    IdentityStore store,
    CodeGuesses guesses,
    SessionTokens tokens,
    SignInOptions options,
    TimeProvider time
)
{
    private const int LongestName = 40;

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/sessions/{id}/confirm", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Abre la sesión con el código que llegó al celular.")
            .WithName("ConfirmSession");

    private static async Task<Results<Ok<SignedIn>, ProblemResult>> HandleAsync(
        string id,
        SignInCode body,
        CurrentDevice device,
        IdempotentCommand command,
        ConfirmSession slice,
        CancellationToken cancellation
    ) => (await slice.ConfirmAsync(id, body, device, command.Identity, cancellation)).ToOk();

    internal async Task<Result<SignedIn>> ConfirmAsync(
        string id,
        SignInCode body,
        CurrentDevice device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var asked = await store.FindAsync(IdentityStore.Challenges, id, cancellation);
        if (asked?.Operation is not (StartSession.SignInOperation or StartSession.ActivateOperation))
        {
            return OtpErrors.NotFound;
        }

        var act = StartSession.ActOf(asked.Operation, device.Thumbprint);
        var guess = new Guess(id, device.Thumbprint, act.Operation, act.Hash, body.Code) { Proof = device.ProofId };
        var verified = await guesses.TakeAsync(guess, command, cancellation);
        if (verified.Error is { } refused)
        {
            return refused;
        }

        var session = await OpenAsync(verified.Value, Name(body.DeviceName), command, cancellation);
        return session.Then<SignedIn>(open =>
            open.Generation == 1 && SessionRules.IsLive(open, time.GetUtcNow()) ? tokens.Of(open) : OtpErrors.Used
        );
    }

    private async Task<Result<Session>> OpenAsync(
        OtpChallenge verified,
        string deviceName,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var sessionId = store.SessionOf(verified.Id);
        var expires = verified.VerifiedAt!.Value + options.Life;
        var account = await store.StepAsync(IdentityStore.Accounts, verified.AccountId, command, "sign-in", SignIn, cancellation);
        return account.Error is { } refused
            ? refused
            : await store.StepAsync(IdentityStore.Sessions, sessionId, command, "open", Open, cancellation);

        Result<Commit<Account>> SignIn(Account? before) =>
            before is not { MemberId: { } member } || (before.ActivatedAt is null && verified.Operation == StartSession.SignInOperation)
                ? OtpErrors.Wrong.With("left", "0")
            : before.DiedAt is not null ? OtpErrors.NeedsOfficer
            : Enter(before, member);

        Result<Commit<Account>> Enter(Account before, string member)
        {
            var now = time.GetUtcNow();
            var after = AccountRules.SignedIn(before, verified.Device, deviceName, now);
            var open = new OpenSession(sessionId, verified.Device, expires);
            var activated = IdentityEvents.AccountActivated.With(new AccountActivated(before.Id, member, now));
            return new Commit<Account>(AccountRules.WithSession(after, open, now))
            {
                Events = before.ActivatedAt is null ? [activated] : [],
            };
        }

        Result<Commit<Session>> Open(Session? before) =>
            before is not null
                ? OtpErrors.Used
                : new Commit<Session>(
                    new Session(sessionId, verified.AccountId, account.Value.MemberId!, verified.Device, verified.VerifiedAt.Value, expires)
                );
    }

    private static string Name(string? name)
    {
        var trimmed = name?.Trim() ?? "";
        return trimmed.Length == 0 ? "Celular"
            : trimmed.Length <= LongestName ? trimmed
            : trimmed[..LongestName];
    }
}
