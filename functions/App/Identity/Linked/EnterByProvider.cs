using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sessions;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Linked;

/// <summary>
/// Signs in by a linked login on a device that is registered already: the login stands for the code and never for the device. The same
/// return again opens the same session (decision 13).
/// </summary>
internal sealed class EnterByProvider(
    LinkedProviders providers,
    IdentityStore store,
    MemberDirectory members,
    UniqueIndex index,
    SessionTokens tokens,
    SignInOptions options,
    TimeProvider time
)
{
    private const string Purpose = "enter";

    internal static void Map(RouteGroupBuilder identity)
    {
        identity
            .MapPost("/provider-sessions", HandleBeginAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Empieza a entrar con otro proveedor.")
            .WithName("BeginProviderSession");
        identity
            .MapPost("/provider-sessions/confirm", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Abre la sesión con lo que devolvió el proveedor.")
            .WithName("ConfirmProviderSession");
    }

    private static async Task<Results<Ok<ProviderAddress>, ProblemResult>> HandleBeginAsync(
        ProviderWish wish,
        CurrentDevice device,
        IdempotentCommand command,
        LinkedProviders providers,
        CancellationToken cancellation
    )
    {
        var id = providers.TryOf(device.Thumbprint, command.Identity.CommandId);
        return (await providers.BeginAsync(new ProviderTry(Purpose, wish.Provider ?? "", device.Thumbprint, id), cancellation)).ToOk();
    }

    private static async Task<Results<Ok<SignedIn>, ProblemResult>> HandleAsync(
        ProviderReturn back,
        CurrentDevice device,
        IdempotentCommand command,
        EnterByProvider slice,
        CancellationToken cancellation
    ) => (await slice.EnterAsync(back, device.Thumbprint, command.Identity, cancellation)).ToOk();

    internal async Task<Result<SignedIn>> EnterAsync(
        ProviderReturn back,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var read = providers.Read(back.State, Purpose, device);
        if (read is not { IsSuccess: true, Value: var attempt })
        {
            return read.Error!;
        }

        var sessionId = store.ProviderSessionOf(attempt.Id);
        if (await store.FindAsync(IdentityStore.Sessions, sessionId, cancellation) is { } open)
        {
            return Answer(open);
        }

        var redeemed = await providers.RedeemAsync(attempt, back.State!, back.Code, cancellation);
        if (redeemed is not { IsSuccess: true, Value: var person })
        {
            return redeemed.Error!;
        }

        var owner = await index.FindAsync(LinkLogin.Index, person.Subject, cancellation);
        return await members.FindByDniAsync(person.Dni, cancellation) is { } named && owner == store.AccountOf(named.MemberId)
            ? await OpenAsync(person, named.MemberId, sessionId, device, command, cancellation)
            : LinkedRules.NotLinked;
    }

    private async Task<Result<SignedIn>> OpenAsync(
        ProviderPerson person,
        string memberId,
        string sessionId,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var accountId = store.AccountOf(memberId);
        var session = new Session(sessionId, accountId, memberId, device, now, now + options.Life) { Provider = person.Provider.Id };
        var account = await store.StepAsync(IdentityStore.Accounts, accountId, command, "enter", Enter, cancellation);
        if (account.Error is { } refused)
        {
            return refused;
        }

        var opened = await store.StepAsync(IdentityStore.Sessions, sessionId, command, "open", Open, cancellation);
        return opened.Then(Answer);

        Result<Commit<Account>> Enter(Account? before) =>
            before is null
                ? LinkedRules.NotLinked
                : LinkedRules
                    .Enter(before, person.Provider.Id, person.Subject, device)
                    .Then<Commit<Account>>(login => new Commit<Account>(
                        AccountRules.WithSession(before, new OpenSession(sessionId, device, session.ExpiresAt), now)
                    )
                    {
                        Events = [IdentityEvents.LoginUsed.With(new LoginChanged(accountId, login.Provider, login.Level, now))],
                    });

        Result<Commit<Session>> Open(Session? before) => before is null ? new Commit<Session>(session) : LinkedRules.TryOver;
    }

    private Result<SignedIn> Answer(Session session) =>
        session.Generation == 1 && SessionRules.IsLive(session, time.GetUtcNow()) ? tokens.Of(session) : LinkedRules.TryOver;
}
