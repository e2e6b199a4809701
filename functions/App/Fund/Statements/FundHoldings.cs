using System.Globalization;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Statements;

/// <summary>The individual account, for a member who asks what is known of them: the figures of the statement, posting by posting.</summary>
internal sealed class FundHoldings(ReadStatement statements, MemberAccounts accounts) : IPersonalDataHolder
{
    public async Task<HeldData> OfAsync(string memberId, CancellationToken cancellation)
    {
        if (await accounts.ReadAsync(memberId, cancellation) is not { } account)
        {
            return Data([]);
        }

        var from = account.OpenedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var statement = await statements.ReadAsync(memberId, from, null, cancellation);
        var movements = statement.IsSuccess ? statement.Value.Rows : [];
        return Data([
            new HeldRecord(
                "Cuenta Individual",
                [
                    new("Abierta", from),
                    new("Saldo", $"{account.Balance}"),
                    new("Meses aportados", account.ContributionCount.ToString(CultureInfo.InvariantCulture)),
                ]
            ),
            .. movements.Count == 0 ? Array.Empty<HeldRecord>() : [new HeldRecord("Movimientos", [.. movements.Select(Fact)])],
        ]) with
        {
            Holds = [LegalHoldKinds.FundLedger],
        };
    }

    private static HeldFact Fact(StatementRow row) =>
        new($"{row.ValueOn:yyyy-MM-dd} {row.Text}", $"{Money.FromCentimos(row.AmountCentimos)}");

    private static HeldData Data(IReadOnlyList<HeldRecord> records) => new("fund", "Tus ahorros", records);
}
