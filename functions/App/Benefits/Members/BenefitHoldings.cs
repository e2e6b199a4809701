using System.Globalization;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Members;

/// <summary>Claims about the member's money, for a member who asks what is known of them.</summary>
internal sealed class BenefitHoldings(ClaimBooks books, TimeProvider time) : IPersonalDataHolder
{
    public async Task<HeldData> OfAsync(string memberId, CancellationToken cancellation)
    {
        var own = await books.OfAsync(memberId, cancellation);
        return new HeldData("benefits", "Tus solicitudes de beneficio", [.. own.Select(claim => Record(claim.State))])
        {
            Holds = own.Any(claim => RetentionRules.MustStay(claim.State, LimaTime.Today(time))) ? [LegalHoldKinds.BenefitClaim] : [],
        };
    }

    private static string TextOf(BenefitKind kind) =>
        kind switch
        {
            BenefitKind.Retirement => "retiro",
            BenefitKind.Invalidity => "invalidez",
            BenefitKind.Death => "fallecimiento",
            BenefitKind.Refund => "reembolso",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static HeldRecord Record(BenefitClaim claim) =>
        new(
            $"Solicitud {claim.Id}",
            [
                new("Beneficio", TextOf(claim.Kind)),
                new("Registrada", claim.RegisteredAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new("Estado", ClaimWords.TextOf(claim.Status)),
                .. claim.Documents.Select(document => new HeldFact("Documento entregado", document.Code)),
            ]
        );
}
