using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Requests.Asking;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Offers;

/// <summary>Row D29: the member sees why there is an offer, takes it, says no to it, or to all of them.</summary>
internal sealed class MemberOffers(OfferStore offers, StartRequest start, RequestPricing pricing, ErrorCatalogue texts, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder credits)
    {
        credits.MapGet("/offers", ListAsync).RequireMember().WithSummary("Lista tus ofertas vigentes.").WithName("ListOffers");
        credits
            .MapGet("/offers/{id}", ViewAsync)
            .RequireMember()
            .WithSummary("Muestra una oferta y por qué la tienes.")
            .WithName("GetOffer");
        credits
            .MapPost("/offers/{id}/dismiss", DismissAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Descarta una oferta.")
            .WithName("DismissOffer");
        credits
            .MapPost("/offers/{id}/accept", AcceptAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Toma una oferta y empieza la solicitud.")
            .WithName("AcceptOffer");
        credits
            .MapPost("/offers/consent", ConsentAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Di si quieres recibir ofertas o no.")
            .WithName("SetOfferConsent");
    }

    private static Task<OfferView[]> ListAsync(CurrentMember member, MemberOffers slice, CancellationToken cancellation) =>
        slice.OpenAsync(member.MemberId, cancellation);

    private static async Task<Results<Ok<OfferView>, ProblemResult>> ViewAsync(
        string id,
        CurrentMember member,
        MemberOffers slice,
        CancellationToken cancellation
    ) => (await slice.LookAsync(id, member.MemberId, cancellation)).ToOk();

    private static async Task<Results<Ok<OfferView>, ProblemResult>> DismissAsync(
        string id,
        CurrentMember member,
        IdempotentCommand command,
        MemberOffers slice,
        CancellationToken cancellation
    ) => (await slice.RefuseAsync(id, member.MemberId, command.Identity, cancellation)).ToOk();

    private static async Task<Results<Created<RequestView>, ProblemResult>> AcceptAsync(
        string id,
        OfferAcceptance acceptance,
        CurrentMember member,
        IdempotentCommand command,
        MemberOffers slice,
        CancellationToken cancellation
    )
    {
        var accepted = await slice.TakeAsync(id, acceptance, member.MemberId, command.Identity, cancellation);
        return accepted.ToCreated(request => $"{RequestView.Root}/{request.RequestId}");
    }

    private static async Task<Results<Ok<OfferWish>, ProblemResult>> ConsentAsync(
        OfferWish wish,
        CurrentMember member,
        IdempotentCommand command,
        MemberOffers slice,
        CancellationToken cancellation
    ) => (await slice.KeepConsentAsync(wish, member.MemberId, command.Identity, cancellation)).ToOk();

    internal async Task<OfferView[]> OpenAsync(string memberId, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var all = await offers.WantsOffersAsync(memberId, cancellation) ? await offers.OfMemberAsync(memberId, cancellation) : [];
        return [.. all.Where(offer => offer.IsOpen && offer.LastDay >= today).Select(offer => OfferView.Of(offer, texts))];
    }

    /// <summary>Looking is a step of its own, once.</summary>
    internal async Task<Result<OfferView>> LookAsync(string id, string memberId, CancellationToken cancellation)
    {
        if (await offers.FindOwnAsync(memberId, id, cancellation) is not { } offer)
        {
            return OfferErrors.NotFound;
        }

        if (offer.Status == OfferStatus.Published)
        {
            var viewed = await offers.ChangeAsync(
                id,
                new CommandIdentity("view", "view", ""),
                before => OfferRules.Move(before, OfferStep.View),
                cancellation
            );
            offer = viewed.IsSuccess ? viewed.Value : offer;
        }

        return OfferView.Of(offer, texts);
    }

    internal async Task<Result<OfferView>> RefuseAsync(
        string id,
        string memberId,
        CommandIdentity command,
        CancellationToken cancellation
    ) =>
        await offers.FindOwnAsync(memberId, id, cancellation) is null
            ? OfferErrors.NotFound
            : (await offers.ChangeAsync(id, command, before => OfferRules.Move(before, OfferStep.Dismiss), cancellation)).Then<OfferView>(
                offer => OfferView.Of(offer, texts)
            );

    /// <summary>The request first, under an id of its own; the offer then names it, so that a crash in between is mended by the repetition.</summary>
    internal async Task<Result<RequestView>> TakeAsync(
        string id,
        OfferAcceptance acceptance,
        string memberId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (await offers.FindOwnAsync(memberId, id, cancellation) is not { } offer)
        {
            return OfferErrors.NotFound;
        }

        var today = LimaTime.Today(time);
        var possible = OfferRules
            .Within(offer, acceptance.AmountCentimos, acceptance.Instalments)
            .Then(_ => offer.RequestId == start.IdOf(memberId, command) ? offer : OfferRules.Accept(offer, "", today));
        if (possible.Error is { } refused)
        {
            return refused;
        }

        var body = new RequestBody(offer.Product, acceptance.AmountCentimos, acceptance.Instalments, acceptance.Cci);
        var started = await start.StartAsync(memberId, body, id, command, cancellation);
        if (started.Error is { } unstarted)
        {
            return unstarted;
        }

        var request = started.Value.Request;
        var taken = await offers.ChangeAsync(
            id,
            command,
            before => before.RequestId == request.Id ? before : OfferRules.Accept(before, request.Id, today),
            cancellation
        );
        return taken.Error is { } lost ? lost : await pricing.ViewAsync(request, cancellation);
    }

    private async Task<Result<OfferWish>> KeepConsentAsync(
        OfferWish wish,
        string memberId,
        CommandIdentity command,
        CancellationToken cancellation
    ) =>
        (await offers.SetConsentAsync(new OfferConsent(memberId, wish.WantsOffers), command, cancellation)).Then<OfferWish>(
            kept => new OfferWish(kept.WantsOffers)
        );
}
