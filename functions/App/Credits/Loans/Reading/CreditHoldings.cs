using System.Globalization;
using Serverless.App.Credits.Requests;
using Serverless.App.Membership.Messages;

namespace Serverless.App.Credits.Loans.Reading;

/// <summary>Requests and loans, for a member who asks what is known of them.</summary>
internal sealed class CreditHoldings(LoanStore loans, RequestStore requests, TimeProvider time) : IPersonalDataHolder
{
    private const int MostRequests = 200;

    public async Task<HeldData> OfAsync(string memberId, CancellationToken cancellation)
    {
        var lent = await loans.OfMemberAsync(memberId, cancellation);
        var entries = await requests.OfMemberAsync(memberId, null, MostRequests, cancellation);
        var asked = await Task.WhenAll(entries.Select(entry => requests.FindAsync(entry.Subject, cancellation)));
        var own = asked.OfType<KnownRequest>().Where(known => known.Request.MemberId == memberId).ToList();
        var stays = lent.Count > 0 || own.Exists(known => !RequestRules.MayBeForgotten(known.Request, time.GetUtcNow()));
        return new HeldData("credits", "Tus créditos", [.. own.Select(known => Record(known.Request)), .. lent.Select(Record)])
        {
            Holds = stays ? [LegalHoldKinds.CreditContract] : [],
        };
    }

    private static HeldRecord Record(CreditRequest request) =>
        new(
            $"Solicitud de crédito {request.Id}",
            [
                new("Producto", request.Product),
                new("Monto pedido", $"{request.Wish.Amount}"),
                new("Estado", RequestWords.TextOf(request.Status)),
                new("Desde", request.Since.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ]
        );

    private static HeldRecord Record(Loan loan) =>
        new(
            $"Crédito {loan.Id}",
            [
                new("Producto", loan.Product),
                new("Saldo de capital", $"{loan.Balance}"),
                new("Cuotas del plan", loan.Rows.Length.ToString(CultureInfo.InvariantCulture)),
                new("Abierto", loan.IsOpen ? "sí" : "no"),
            ]
        );
}
