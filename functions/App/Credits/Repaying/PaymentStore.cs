using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Repaying;

/// <summary>Where members' payments are kept.</summary>
internal sealed class PaymentStore(AggregateStore store, CommandRunner runner)
{
    internal static readonly AggregateKind<MemberPayment> Kind = new(
        CreditsModule.Table,
        "credits.payment",
        CreditsJson.Default.MemberPayment
    );

    internal async Task<MemberPayment?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    /// <summary>Changes a payment once per command; the answer is the payment as it stands.</summary>
    internal async Task<Result<MemberPayment>> ChangeAsync(
        string id,
        CommandIdentity command,
        Func<MemberPayment?, Result<Commit<MemberPayment>>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(Kind, id, command, before => decide(before.State), cancellation);
        return applied.Error is { } refused && refused != CreditsErrors.NothingToDo ? refused
            : applied is { IsSuccess: true, Value.State: { } state } ? state
            : (await FindAsync(id, cancellation))!;
    }
}
