using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Requests.Asking;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Credits.Offers;

/// <summary>An offer as the member sees it, with the reasons in plain words.</summary>
internal sealed record OfferView(
    string OfferId,
    string Product,
    long AmountCentimos,
    int Instalments,
    DateOnly LastDay,
    string Status,
    IReadOnlyList<ReasonView> Reasons,
    string? RequestId
)
{
    internal static OfferView Of(Offer offer, ErrorCatalogue texts) =>
        new(
            offer.Id,
            offer.Product,
            offer.Amount.Centimos,
            offer.Instalments,
            offer.LastDay,
            offer.Status.ToString().ToLowerInvariant(),
            [.. offer.Reasons.Select(code => ReasonView.Of(new DeclineReason(code), texts))],
            offer.RequestId
        );
}

/// <summary>What a member takes of an offer: at most its amount and term.</summary>
internal sealed record OfferAcceptance(long AmountCentimos, int Instalments, string Cci)
{
    /// <summary>Without the account.</summary>
    public override string ToString() => nameof(OfferAcceptance);
}

/// <summary>Whether the member wants offers.</summary>
internal sealed record OfferWish(bool WantsOffers);
