using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Linked;

/// <summary>
/// Links a provider's login to the signed-in member (row C12): the DNI that the provider vouches for must be the member's, and a login is
/// one member's only. That it was linked, and later taken away, stays in the account's chain.
/// </summary>
internal sealed class LinkLogin(
    LinkedProviders providers,
    IdentityStore store,
    MemberDirectory members,
    UniqueIndex index,
    TimeProvider time
)
{
    internal const string Index = "identity-login";
    private const string Purpose = "link";

    internal static void Map(RouteGroupBuilder identity)
    {
        identity
            .MapPost("/linked-logins", HandleBeginAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Empieza a sumar otra forma de entrar.")
            .WithName("BeginLink");
        identity
            .MapPost("/linked-logins/finish", HandleFinishAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Suma la otra forma de entrar, con lo que devolvió el proveedor.")
            .WithName("LinkLogin");
    }

    private static async Task<Results<Ok<ProviderAddress>, ProblemResult>> HandleBeginAsync(
        ProviderWish wish,
        CurrentMember member,
        IdempotentCommand command,
        LinkedProviders providers,
        CancellationToken cancellation
    )
    {
        var attempt = new ProviderTry(
            Purpose,
            wish.Provider ?? "",
            member.Device,
            providers.TryOf(member.MemberId, command.Identity.CommandId)
        );
        return (await providers.BeginAsync(attempt, cancellation)).ToOk();
    }

    private static async Task<Results<Ok<LinkedLoginView>, ProblemResult>> HandleFinishAsync(
        ProviderReturn back,
        CurrentMember member,
        IdempotentCommand command,
        LinkLogin slice,
        CancellationToken cancellation
    ) => (await slice.FinishAsync(back, member, command.Identity, cancellation)).ToOk();

    internal async Task<Result<LinkedLoginView>> FinishAsync(
        ProviderReturn back,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var read = providers.Read(back.State, Purpose, member.Device);
        if (read is not { IsSuccess: true, Value: var attempt })
        {
            return read.Error!;
        }

        var accountId = store.AccountOf(member.MemberId);
        var account = await store.FindAsync(IdentityStore.Accounts, accountId, cancellation);
        if (account?.Links.FirstOrDefault(link => link.Try == attempt.Id) is { } done)
        {
            return View(done);
        }

        var redeemed = await providers.RedeemAsync(attempt, back.State!, back.Code, cancellation);
        if (redeemed is not { IsSuccess: true, Value: var person })
        {
            return redeemed.Error!;
        }

        if (await members.FindByDniAsync(person.Dni, cancellation) is not { } named || named.MemberId != member.MemberId)
        {
            return LinkedRules.OtherPerson;
        }

        var owner = await index.ReserveAsync(Index, person.Subject, accountId, cancellation);
        return owner.Owner == accountId ? await KeepAsync(person, attempt, accountId, command, cancellation) : LinkedRules.LinkedAlready;
    }

    private async Task<Result<LinkedLoginView>> KeepAsync(
        ProviderPerson person,
        ProviderTry attempt,
        string accountId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var login = new LinkedLogin(person.Provider.Id, person.Subject, person.Provider.Level, time.GetUtcNow(), attempt.Id);
        var kept = await store.StepAsync(IdentityStore.Accounts, accountId, command, "link", Decide, cancellation);
        return kept.Then<LinkedLoginView>(_ => View(login));

        Result<Commit<Account>> Decide(Account? before) =>
            LinkedRules
                .Link(before!, login)
                .Then<Commit<Account>>(after => new Commit<Account>(after)
                {
                    Events = ReferenceEquals(after, before)
                        ? []
                        : [IdentityEvents.LoginLinked.With(new LoginChanged(accountId, login.Provider, login.Level, login.LinkedAt))],
                });
    }

    private LinkedLoginView View(LinkedLogin login) =>
        new(login.Provider, providers.Find(login.Provider)?.Name ?? login.Provider, login.Level, login.LinkedAt);
}
