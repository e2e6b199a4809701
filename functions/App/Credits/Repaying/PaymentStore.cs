using System.Globalization;
using System.Runtime.CompilerServices;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Repaying;

/// <summary>Where members' payments are kept.</summary>
internal sealed class PaymentStore(AggregateStore store, CommandRunner runner, SortedLists lists)
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

    /// <summary>Before the commit that says paid: a crash in between leaves an entry that a reader passes over.</summary>
    internal Task ListPaidAsync(string id, DateTimeOffset at, CancellationToken cancellation) =>
        lists.PutAsync(PaidList(LimaTime.DateOf(at)), new ListEntry(id, id), cancellation);

    /// <summary>The payments that the gateway says it took on a day in Lima.</summary>
    internal async IAsyncEnumerable<MemberPayment> PaidOnAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        while (await lists.ReadAsync(PaidList(day), after, PaymentsPerRead, cancellation) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                if (await FindAsync(entry.Subject, cancellation) is { PaidOn: not null } payment)
                {
                    yield return payment;
                }
            }

            after = page[^1].Key;
        }
    }

    private const int PaymentsPerRead = 500;

    private static string PaidList(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"credits-paid-{day:yyyy-MM-dd}");
}
