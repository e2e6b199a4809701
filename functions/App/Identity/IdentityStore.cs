using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Sessions;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity;

/// <summary>Where accounts and codes are kept, and under which ids.</summary>
internal sealed class IdentityStore(AggregateStore store, CommandRunner runner, DerivedIds ids)
{
    internal const string Table = "Identity";

    internal static readonly AggregateKind<Account> Accounts = new(Table, "identity.account", IdentityJson.Default.Account);
    internal static readonly AggregateKind<OtpChallenge> Challenges = new(Table, "identity.challenge", IdentityJson.Default.OtpChallenge);
    internal static readonly AggregateKind<Session> Sessions = new(Table, "identity.session", IdentityJson.Default.Session);

    /// <summary>The account of a member.</summary>
    internal string AccountOf(string memberId) => ids.For("identity", "account", memberId);

    /// <summary>The account of a DNI that is nobody's: kept like any other, so that the two look the same (decision 24).</summary>
    internal string PhantomOf(Dni dni) => ids.For("identity", "phantom", dni.Value);

    internal string ChallengeOf(string principal, string commandId) => ids.For(principal, "identity/challenge", commandId);

    /// <summary>The session that a code opens: one, however often it is confirmed.</summary>
    internal string SessionOf(string challengeId) => ids.For("identity", "session", challengeId);

    /// <summary>The session that a provider's return opens.</summary>
    internal string ProviderSessionOf(string attempt) => ids.For("identity", "provider-session", attempt);

    internal async Task<TState?> FindAsync<TState>(AggregateKind<TState> kind, string id, CancellationToken cancellation)
        where TState : class => (await store.ReadAsync(kind, id, cancellation)).State;

    /// <summary>
    /// One step of a command: each has a marker of its own, so a command that is repeated goes through the steps that are done and on
    /// with the first that is not. Answers the state that stands after it.
    /// </summary>
    internal async Task<Result<TState>> StepAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        CommandIdentity command,
        string step,
        Func<TState?, Result<Commit<TState>>> decide,
        CancellationToken cancellation
    )
        where TState : class
    {
        var own = command with { CommandId = $"{step}-{command.CommandId}" };
        var applied = await runner.RunAsync(kind, id, own, before => decide(before.State), cancellation);
        if (applied.Error is { } refused)
        {
            return refused;
        }

        return applied.Value.State ?? (await FindAsync(kind, id, cancellation))!;
    }
}
