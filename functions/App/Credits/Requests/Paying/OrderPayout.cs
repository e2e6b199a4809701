using System.Globalization;
using Serverless.App.Contracts.Messages;
using Serverless.App.Membership.Messages;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>A payment that cannot even be ordered.</summary>
internal sealed record UnpayableOrder(int Line, int Attempt, string Code);

/// <summary>
/// Orders what a credit pays: every creditor that is not paid, then what is left for the member. Only a contract that is signed and valid
/// moves money. An order that was placed before is the same order.
/// </summary>
internal sealed class OrderPayout(PaymentOrders payments, MemberPersons people, ContractDocuments contracts)
{
    internal const string Source = "credits";

    /// <returns>Null when everything that may be ordered now is; else the first that cannot be.</returns>
    internal async Task<UnpayableOrder?> OrderAsync(CreditRequest request, PayeeAccounts accounts, CancellationToken cancellation)
    {
        var contract = await contracts.FindAsync(request.Accepted!.DocumentId, cancellation);
        if (contract is not { IsSignedAndValid: true } || contract.Sha256 != request.Accepted.DocumentSha256)
        {
            return new UnpayableOrder(0, request.Attempt, "contract-not-valid");
        }

        if (await people.FindAsync(request.MemberId, cancellation) is not { } person)
        {
            return new UnpayableOrder(0, request.Attempt, "member-unknown");
        }

        var pending = request.Lines.Where(line => line.Status == LineStatus.Pending).ToList();
        foreach (var line in pending)
        {
            var order = Order(request, line.Number, line.Attempt, line.Balance, person, accounts);
            if (await RegisterAsync(order, line.Number, line.Attempt, cancellation) is { } refused)
            {
                return refused;
            }
        }

        return pending.Count > 0 || request.Payout!.ToMember == Money.Zero
            ? null
            : await RegisterAsync(
                Order(request, 0, request.Attempt, request.Payout.ToMember, person, accounts),
                0,
                request.Attempt,
                cancellation
            );
    }

    /// <summary>What the bank's answer names: the request, or one of its creditors.</summary>
    internal static string SourceIdOf(string requestId, int line) =>
        line == 0 ? requestId : string.Create(CultureInfo.InvariantCulture, $"{requestId}-{line}");

    /// <summary>From the bank's answer back; null for what is not ours.</summary>
    internal static (string RequestId, int Line)? Read(string sourceId)
    {
        const int Id = 36;
        return sourceId.Length < Id || !Guid.TryParseExact(sourceId[..Id], "D", out _) ? null
            : sourceId.Length == Id ? (sourceId, 0)
            : sourceId[Id] == '-' && int.TryParse(sourceId.AsSpan(Id + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                ? (sourceId[..Id], line)
            : null;
    }

    private async Task<UnpayableOrder?> RegisterAsync(Result<PaymentOrder> order, int line, int attempt, CancellationToken cancellation)
    {
        var registered = order.Error is { } wrong ? wrong : await payments.RegisterAsync(order.Value, cancellation);
        return registered.Error is { } refused ? new UnpayableOrder(line, attempt, refused.Code) : null;
    }

    private static Result<PaymentOrder> Order(
        CreditRequest request,
        int line,
        int attempt,
        Money amount,
        MemberPerson person,
        PayeeAccounts accounts
    ) =>
        Dni.Parse(person.Dni)
            .Then(dni =>
                Cci.Parse(accounts.Ccis[line])
                    .Then<PaymentOrder>(cci => new PaymentOrder(
                        Source,
                        SourceIdOf(request.Id, line),
                        attempt,
                        amount,
                        dni,
                        $"{person.GivenNames} {person.FamilyNames}",
                        cci,
                        line == 0 ? "Credito Derrama" : "Compra de deuda Derrama"
                    ))
            );
}
