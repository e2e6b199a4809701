using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Linked;

/// <summary>Takes a provider's login away; sessions that it opened go on, and the account's chain keeps that it was there.</summary>
internal sealed class UnlinkLogin(IdentityStore store, UniqueIndex index, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/linked-logins/{provider}/unlink", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Quita otra forma de entrar.")
            .WithName("UnlinkLogin");

    private static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        string provider,
        CurrentMember member,
        IdempotentCommand command,
        UnlinkLogin slice,
        CancellationToken cancellation
    ) => (await slice.UnlinkAsync(provider, member.MemberId, command.Identity, cancellation)).ToNoContent();

    internal async Task<Result<Done>> UnlinkAsync(string provider, string memberId, CommandIdentity command, CancellationToken cancellation)
    {
        var id = store.AccountOf(memberId);
        var before = await store.FindAsync(IdentityStore.Accounts, id, cancellation);
        var login = before?.Links.FirstOrDefault(link => link.Provider == provider);
        var kept = await store.StepAsync(IdentityStore.Accounts, id, command, "unlink", Decide, cancellation);
        if (kept.IsSuccess && login is not null)
        {
            await index.ReleaseAsync(LinkLogin.Index, login.Subject, id, cancellation);
        }

        return kept.Then<Done>(_ => Done.Value);

        Result<Commit<Account>> Decide(Account? account) =>
            LinkedRules
                .Unlink(account!, provider)
                .Then<Commit<Account>>(after => new Commit<Account>(after)
                {
                    Events = [IdentityEvents.LoginUnlinked.With(new LoginChanged(id, provider, login?.Level ?? "", time.GetUtcNow()))],
                });
    }
}
