using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Offers;

/// <summary>Whether a member wants offers at all (Law 29733: withdrawal as easy as granting).</summary>
internal sealed record OfferConsent(string MemberId, bool WantsOffers);

/// <summary>Where offers are kept, and which a member has.</summary>
internal sealed class OfferStore(AggregateStore store, CommandRunner runner, SortedLists lists, DerivedIds ids)
{
    internal static readonly AggregateKind<Offer> Kind = new(CreditsModule.Table, "credits.offer", CreditsJson.Default.Offer);

    internal static readonly AggregateKind<OfferConsent> ConsentKind = new(
        CreditsModule.Table,
        "credits.offer-consent",
        CreditsJson.Default.OfferConsent
    );

    private const int MostOffers = 50;

    /// <summary>One offer for a member and a campaign, however often the file comes.</summary>
    internal string IdOf(string campaign, string memberId) => ids.For(memberId, "credits.offer", campaign);

    internal async Task<Offer?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    internal async Task<Offer?> FindOwnAsync(string memberId, string id, CancellationToken cancellation) =>
        Guid.TryParseExact(id, "D", out _) && await FindAsync(id, cancellation) is { } offer && offer.MemberId == memberId ? offer : null;

    internal async Task<IReadOnlyList<Offer>> OfMemberAsync(string memberId, CancellationToken cancellation)
    {
        var entries = await lists.ReadAsync(ListOf(memberId), null, MostOffers, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)));
        return [.. found.OfType<Offer>()];
    }

    /// <summary>False when the campaign made the member an offer before.</summary>
    internal async Task<bool> PublishAsync(Offer imported, CancellationToken cancellation)
    {
        await lists.PutAsync(
            ListOf(imported.MemberId),
            new ListEntry($"{imported.LastDay:yyyy-MM-dd}|{imported.Id}", imported.Id),
            cancellation
        );
        var published = OfferRules.Move(imported, OfferStep.Import).Then(offer => OfferRules.Move(offer, OfferStep.Publish)).Value;
        var due = OfferEvents.ExpiryDue.With(new OfferMoved(imported.Id, imported.MemberId, "expired"));
        var applied = await runner.RunAsync(
            Kind,
            imported.Id,
            new CommandIdentity("publish", "publish", ""),
            before =>
                before.State is null
                    ? new Commit<Offer>(published)
                    {
                        Events = [OfferEvents.Of(published)],
                        Due =
                        [
                            new DueWork(
                                LimaTime.Instant(imported.LastDay.AddDays(1)),
                                CreditsModule.Queue,
                                due.Type,
                                due.Version,
                                due.Data
                            ),
                        ],
                    }
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        return applied is { IsSuccess: true, Value.State: not null };
    }

    internal async Task<Result<Offer>> ChangeAsync(
        string id,
        CommandIdentity command,
        Func<Offer, Result<Offer>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            id,
            command,
            before =>
                before.State is not { } offer
                    ? OfferErrors.NotFound
                    : decide(offer)
                        .Then<Commit<Offer>>(after => new Commit<Offer>(after)
                        {
                            Events = [OfferEvents.Of(after)],
                            Answer = new IdempotencyRecord(200, id),
                        }),
            cancellation
        );
        return applied.Error is { } refused ? refused : applied.Value.State ?? (await FindAsync(id, cancellation))!;
    }

    /// <summary>The last day has passed.</summary>
    internal async Task<MessageOutcome> ExpireAsync(OfferMoved due, MessageContext context, CancellationToken cancellation)
    {
        var expired = await ChangeAsync(
            due.OfferId,
            new CommandIdentity("expire", context.Id, ""),
            offer => OfferRules.Move(offer, OfferStep.Expire),
            cancellation
        );
        return expired.Error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(expired.Error) : MessageOutcome.Done;
    }

    internal async Task<bool> WantsOffersAsync(string memberId, CancellationToken cancellation) =>
        (await store.ReadAsync(ConsentKind, ConsentOf(memberId), cancellation)).State?.WantsOffers ?? true;

    internal async Task<Result<OfferConsent>> SetConsentAsync(OfferConsent consent, CommandIdentity command, CancellationToken cancellation)
    {
        var applied = await runner.RunAsync(
            ConsentKind,
            ConsentOf(consent.MemberId),
            command,
            _ => new Commit<OfferConsent>(consent) { Answer = new IdempotencyRecord(200, consent.MemberId) },
            cancellation
        );
        return applied.Then<OfferConsent>(_ => consent);
    }

    private static string ListOf(string memberId) => $"credits-offers-{memberId}";

    private static string ConsentOf(string memberId) => $"offer-consent-{memberId}";
}
