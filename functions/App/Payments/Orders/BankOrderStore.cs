using System.Globalization;
using System.Runtime.CompilerServices;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Payments.Orders;

/// <summary>Where orders are kept. One key per order seals the payee, so that an order can be forgotten alone.</summary>
internal sealed class BankOrderStore(
    AggregateStore store,
    CommandRunner runner,
    SortedLists lists,
    DerivedIds ids,
    PersonalVault vault,
    TimeProvider time
)
{
    internal static readonly AggregateKind<BankOrder> Kind = new(PaymentsModule.Table, "payments.order", PaymentsJson.Default.BankOrder);

    /// <summary>To be sent; goes to this context's own queue.</summary>
    internal static readonly EventKind<BankOrderMoved> Registered = new("payments.order-registered", PaymentsJson.Default.BankOrderMoved);

    private const string PayeeRow = "payee";

    internal string IdOf(string source, string sourceId, int attempt) =>
        ids.For("payments", source, string.Create(CultureInfo.InvariantCulture, $"{sourceId}|{attempt}"));

    internal async Task<BankOrder?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    internal async Task<Result<PaymentOrderId>> RegisterAsync(PaymentOrder order, CancellationToken cancellation)
    {
        if (BankOrderRules.Check(order).Error is { } wrong)
        {
            return wrong;
        }

        var id = IdOf(order.Source, order.SourceId, order.Attempt);
        var payee = new Payee(order.PayeeDocument.Value, order.PayeeName, order.Cci.Value);
        for (var round = 1; ; round++)
        {
            var (before, personal) = await store.ReadWithPersonalAsync(Kind, id, cancellation);
            if (before.State is { } known)
            {
                return IsSame(known, order, payee, personal) ? new PaymentOrderId(id) : PaymentsErrors.OrderDiffers;
            }

            var key = vault.Create(id);
            var registered = new BankOrder(
                id,
                order.Source,
                order.SourceId,
                order.Attempt,
                order.Amount.Centimos,
                order.Concept,
                time.GetUtcNow(),
                key.Fingerprint(payee, PaymentsJson.Default.Payee)
            );
            var commit = new Commit<BankOrder>(registered)
            {
                Events = [Registered.With(new BankOrderMoved(id))],
                Personal = [key.Row, key.Seal(PayeeRow, payee, PaymentsJson.Default.Payee)],
            };
            var receipt = await store.CommitAsync(Kind, before, new CommandIdentity("register", "register", ""), commit, cancellation);
            if (receipt.IsSuccess && receipt.Value.Outcome == CommitOutcome.Committed)
            {
                return new PaymentOrderId(id);
            }

            if (receipt.Error is { } error && (error != StorageErrors.PreconditionFailed || round == 3))
            {
                return error;
            }
        }
    }

    /// <summary>The order with its payee; null when it does not exist or was erased.</summary>
    internal async Task<(BankOrder Order, Payee Payee)?> FindWithPayeeAsync(string id, CancellationToken cancellation)
    {
        var (snapshot, personal) = await store.ReadWithPersonalAsync(Kind, id, cancellation);
        return
            snapshot.State is { } order
            && vault.Open(id, personal) is { } key
            && personal.FirstOrDefault(row => row.Name == PayeeRow) is { Sealed.IsEmpty: false } row
            ? (order, key.Reveal(row, PaymentsJson.Default.Payee))
            : null;
    }

    /// <summary>One step of the order for a command, however often it comes.</summary>
    internal Task<Result<Applied<BankOrder>>> StepAsync(
        string id,
        CommandIdentity command,
        Func<BankOrder, Result<Commit<BankOrder>>> decide,
        CancellationToken cancellation
    ) =>
        runner.RunAsync(
            Kind,
            id,
            command,
            before => before.State is { } order ? decide(order) : PaymentsErrors.OrderNotFound,
            cancellation
        );

    /// <summary>Before the commit that says paid: a crash in between leaves an entry that a reader passes over.</summary>
    internal Task ListPaidAsync(string id, DateTimeOffset at, CancellationToken cancellation) =>
        lists.PutAsync(PaidList(LimaTime.DateOf(at)), new ListEntry(id, id), cancellation);

    /// <summary>The orders that the bank says it paid on a day in Lima.</summary>
    internal async IAsyncEnumerable<BankOrder> PaidOnAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        while (await lists.ReadAsync(PaidList(day), after, OrdersPerRead, cancellation) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                if (await FindAsync(entry.Subject, cancellation) is { Status: BankOrderStatus.Paid } order)
                {
                    yield return order;
                }
            }

            after = page[^1].Key;
        }
    }

    private const int OrdersPerRead = 500;

    private static string PaidList(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"payments-paid-{day:yyyy-MM-dd}");

    /// <summary>The commit of a verdict; a repeated one says nothing new to others.</summary>
    internal static Commit<BankOrder> Settled(BankOrder before, BankOrder after) =>
        new(after)
        {
            Events =
                before.Status == after.Status ? []
                : after.Status == BankOrderStatus.Paid
                    ?
                    [
                        PaymentEvents.OrderPaid.With(
                            new OrderPaid(
                                after.Id,
                                after.Source,
                                after.SourceId,
                                after.Attempt,
                                after.AmountCentimos,
                                after.BankReference ?? "",
                                after.SettledAt!.Value
                            )
                        ),
                    ]
                :
                [
                    PaymentEvents.OrderRejected.With(
                        new OrderRejected(after.Id, after.Source, after.SourceId, after.Attempt, after.Reason!)
                    ),
                ],
        };

    private bool IsSame(BankOrder known, PaymentOrder order, Payee payee, IReadOnlyList<PersonalRow> personal) =>
        known.AmountCentimos == order.Amount.Centimos
        && known.Concept == order.Concept
        && vault.Open(known.Id, personal)?.Fingerprint(payee, PaymentsJson.Default.Payee) == known.Fingerprint;
}
