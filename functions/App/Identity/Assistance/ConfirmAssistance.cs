using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sessions;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Assistance;

/// <summary>
/// Takes the member's code at the desk and opens the assisted session: short, bound to the desk's key, with the officer's name in it.
/// The desk does not become a device of the member.
/// </summary>
internal sealed class ConfirmAssistance(IdentityStore store, CodeGuesses guesses, SessionTokens tokens, TimeProvider time)
{
    /// <summary>One visit.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/assisted-sessions/{id}/confirm", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Abre la atención con el código que le llegó al asociado.")
            .WithName("ConfirmAssistance");

    private static async Task<Results<Ok<SignedIn>, ProblemResult>> HandleAsync(
        string id,
        SignInCode body,
        CurrentDevice desk,
        IdempotentCommand command,
        ConfirmAssistance slice,
        CancellationToken cancellation
    ) => (await slice.ConfirmAsync(id, body, desk, command.Identity, cancellation)).ToOk();

    internal async Task<Result<SignedIn>> ConfirmAsync(
        string id,
        SignInCode body,
        CurrentDevice desk,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var asked = await store.FindAsync(IdentityStore.Challenges, id, cancellation);
        if (asked is not { Operation: StartAssistance.Operation, PreparedBy: not null })
        {
            return OtpErrors.NotFound;
        }

        var act = StartSession.ActOf(StartAssistance.Operation, desk.Thumbprint);
        var guess = new Guess(id, desk.Thumbprint, act.Operation, act.Hash, body.Code) { Proof = desk.ProofId };
        var verified = await guesses.TakeAsync(guess, command, cancellation);
        if (verified.Error is { } refused)
        {
            return refused;
        }

        var session = await OpenAsync(verified.Value, command, cancellation);
        return session.Then<SignedIn>(open =>
            open.Generation == 1 && SessionRules.IsLive(open, time.GetUtcNow()) ? tokens.Of(open) : OtpErrors.Used
        );
    }

    private async Task<Result<Session>> OpenAsync(OtpChallenge verified, CommandIdentity command, CancellationToken cancellation)
    {
        var sessionId = store.SessionOf(verified.Id);
        var expires = verified.VerifiedAt!.Value + Life;
        var known = await store.StepAsync(IdentityStore.Accounts, verified.AccountId, command, "assist", Note, cancellation);
        return known.Error is { } refused
            ? refused
            : await store.StepAsync(IdentityStore.Sessions, sessionId, command, "open", Open, cancellation);

        // So that the member can end it from a phone of their own, and it ends with everything else.
        Result<Commit<Account>> Note(Account? before) =>
            before is { MemberId: not null }
                ? new Commit<Account>(
                    AccountRules.WithSession(before, new OpenSession(sessionId, verified.Device, expires), time.GetUtcNow())
                )
                : OtpErrors.NotFound;

        Result<Commit<Session>> Open(Session? before) =>
            before is not null
                ? OtpErrors.Used
                : new Commit<Session>(
                    new Session(sessionId, verified.AccountId, known.Value.MemberId!, verified.Device, verified.VerifiedAt.Value, expires)
                    {
                        AssistedBy = verified.PreparedBy,
                    }
                )
                {
                    Events = [IdentityEvents.AssistanceBegun.With(new AssistanceBegun(sessionId, verified.PreparedBy!))],
                };
    }
}
