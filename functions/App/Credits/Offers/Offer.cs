using System.Collections.Frozen;
using System.Collections.Immutable;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Offers;

/// <summary>How far an offer has come (domain.md §5.1).</summary>
internal enum OfferStatus
{
    None,
    Imported,
    Published,
    Viewed,
    Accepted,
    Dismissed,
    Expired,
    Withdrawn,
}

/// <summary>What can happen to an offer.</summary>
internal enum OfferStep
{
    Import,
    Publish,
    View,
    Accept,
    Dismiss,
    Expire,
    Withdraw,
}

/// <summary>A pre-approved offer (oferta preaprobada): a credit the fund would give, until a date, and why (Law 29733: automated decisions are explained).</summary>
/// <param name="Campaign">The file it came with.</param>
/// <param name="Reasons">Codes whose texts the catalogue has.</param>
internal sealed record Offer(
    string Id,
    string MemberId,
    string Campaign,
    string Product,
    Money Amount,
    int Instalments,
    DateOnly LastDay,
    ImmutableArray<string> Reasons
)
{
    public OfferStatus Status { get; init; }

    /// <summary>The request that came of it.</summary>
    public string? RequestId { get; init; }

    internal bool IsOpen => Status is OfferStatus.Published or OfferStatus.Viewed;
}

/// <summary>Ids only.</summary>
internal sealed record OfferMoved(string OfferId, string MemberId, string To);

/// <summary>What may happen to an offer. Pure.</summary>
internal static class OfferRules
{
    private static readonly FrozenDictionary<(OfferStatus, OfferStep), OfferStatus> Moves = new Dictionary<
        (OfferStatus, OfferStep),
        OfferStatus
    >
    {
        [(OfferStatus.None, OfferStep.Import)] = OfferStatus.Imported,
        [(OfferStatus.Imported, OfferStep.Publish)] = OfferStatus.Published,
        [(OfferStatus.Published, OfferStep.View)] = OfferStatus.Viewed,
        [(OfferStatus.Published, OfferStep.Accept)] = OfferStatus.Accepted,
        [(OfferStatus.Viewed, OfferStep.Accept)] = OfferStatus.Accepted,
        [(OfferStatus.Published, OfferStep.Dismiss)] = OfferStatus.Dismissed,
        [(OfferStatus.Viewed, OfferStep.Dismiss)] = OfferStatus.Dismissed,
        [(OfferStatus.Imported, OfferStep.Expire)] = OfferStatus.Expired,
        [(OfferStatus.Published, OfferStep.Expire)] = OfferStatus.Expired,
        [(OfferStatus.Viewed, OfferStep.Expire)] = OfferStatus.Expired,
        [(OfferStatus.Imported, OfferStep.Withdraw)] = OfferStatus.Withdrawn,
        [(OfferStatus.Published, OfferStep.Withdraw)] = OfferStatus.Withdrawn,
        [(OfferStatus.Viewed, OfferStep.Withdraw)] = OfferStatus.Withdrawn,
    }.ToFrozenDictionary();

    internal static IEnumerable<OfferStep> Allowed(OfferStatus status) =>
        Enum.GetValues<OfferStep>().Where(step => Moves.ContainsKey((status, step)));

    /// <returns>The offer after the step, or <c>credits.offer-step-not-allowed</c>.</returns>
    internal static Result<Offer> Move(Offer offer, OfferStep step) =>
        Moves.TryGetValue((offer.Status, step), out var next)
            ? offer with
            {
                Status = next,
            }
            : OfferErrors.StepNotAllowed.With("allowed", string.Join(", ", Allowed(offer.Status)).ToLowerInvariant());

    /// <summary>An offer may be taken up to its last day, whether or not a message has said that it is over.</summary>
    /// <returns>The taken offer, <c>credits.offer-expired</c>, or <c>credits.offer-step-not-allowed</c>.</returns>
    internal static Result<Offer> Accept(Offer offer, string requestId, DateOnly today) =>
        offer.Status == OfferStatus.Expired || (offer.IsOpen && offer.LastDay < today)
            ? OfferErrors.Expired
            : Move(offer, OfferStep.Accept).Then<Offer>(accepted => accepted with { RequestId = requestId });

    /// <summary>At most what was offered, for at most as long.</summary>
    internal static Result<Done> Within(Offer offer, long centimos, int instalments) =>
        centimos > offer.Amount.Centimos || instalments > offer.Instalments
            ? OfferErrors.Above.With("amount", offer.Amount.ToString()).With("term", $"{offer.Instalments}")
            : Done.Value;
}

/// <summary>What can be wrong with an offer.</summary>
internal static class OfferErrors
{
    internal static readonly Error NotFound = Error.NotFound("credits.offer-not-found");
    internal static readonly Error StepNotAllowed = Error.Conflict("credits.offer-step-not-allowed");
    internal static readonly Error Expired = Error.Conflict("credits.offer-expired");
    internal static readonly Error Above = Error.Unprocessable("credits.offer-above");

    internal static readonly Error FileNotFound = Error.NotFound("credits.offer-file-not-found");

    // What can be wrong with a line of a file.
    internal static readonly Error LineInvalid = Error.Invalid("credits.offer-line-invalid");
    internal static readonly Error MemberUnknown = Error.Invalid("credits.offer-member-unknown");
    internal static readonly Error OptedOut = Error.Conflict("credits.offer-opted-out");
}

/// <summary>Events of offers.</summary>
internal static class OfferEvents
{
    internal static readonly EventKind<OfferMoved> Moved = new("credits.offer-moved", CreditsJson.Default.OfferMoved);

    /// <summary>The last day has passed; goes to this context's own queue.</summary>
    internal static readonly EventKind<OfferMoved> ExpiryDue = new("credits.offer-expiry-due", CreditsJson.Default.OfferMoved);

    internal static NewEvent Of(Offer offer) =>
        Moved.With(new OfferMoved(offer.Id, offer.MemberId, offer.Status.ToString().ToLowerInvariant()));
}
