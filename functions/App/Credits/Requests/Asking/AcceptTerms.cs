using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Credits.Simulations;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Asking;

/// <summary>The sheet that the member read.</summary>
/// <param name="TermsHash">As the request shows it.</param>
/// <param name="ChallengeId">Of a code, where the policy asks for one.</param>
internal sealed record Acceptance(string TermsHash, string? ChallengeId = null, string? Code = null)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => nameof(Acceptance);
}

/// <summary>
/// The member, present by face, accepts the summary sheet; the contract with these very figures is then put before them to be signed.
/// </summary>
internal sealed class AcceptTerms(
    RequestStore requests,
    RequestPricing pricing,
    RequestAnswers answers,
    RefusedAttempts refusals,
    DeviceTrust phones,
    OperationGate gate,
    ContractDocuments contracts,
    TimeProvider time
)
{
    private RequestAnswers Answers => answers;

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/requests/{id}/accept", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Acepta la hoja resumen; después firmas el contrato.")
            .WithName("AcceptTerms");

    private static async Task<Results<Ok<RequestView>, ProblemResult>> HandleAsync(
        string id,
        Acceptance acceptance,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        AcceptTerms slice,
        CancellationToken cancellation
    )
    {
        var accepted = await slice.AcceptAsync(id, acceptance, member, command.Identity, cancellation);
        return await slice.Answers.OkAsync(accepted, command, response, cancellation);
    }

    internal async Task<Result<KnownRequest>> AcceptAsync(
        string id,
        Acceptance acceptance,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (await requests.FindOwnAsync(member.MemberId, id, cancellation) is not { Request: var request })
        {
            return RequestErrors.NotFound;
        }

        var priced = await pricing.PriceAsync(request, cancellation);
        if (OutOfTurn(request, priced, acceptance) is { } refused)
        {
            // A step out of turn uses up no face; if it is the repetition of one that was taken, the store knows it.
            var known = await requests.ChangeAsync(id, command, _ => refused, cancellation);
            return known.Error is { } why ? await refusals.NoteAsync(request, "accept", why, cancellation) : known;
        }

        var product = await pricing.ProductOfAsync(request, cancellation);
        var changed = await phones.PhoneChangedAsync(member.MemberId, cancellation);
        if (changed + TimeSpan.FromHours(product.Row.PhoneCoolDownHours) > time.GetUtcNow())
        {
            return RequestErrors.PhoneTooNew.With("hours", $"{product.Row.PhoneCoolDownHours}");
        }

        var meant = ActView.ToAccept(request, acceptance.TermsHash);
        var act = new SensitiveAct(ActView.Accept, meant.Hash)
        {
            ChallengeId = acceptance.ChallengeId,
            Code = acceptance.Code,
            Amount = request.Wish.Amount,
        };
        var passed = await gate.PassAsync(member, act, command, cancellation);
        if (passed.Error is { } denied)
        {
            return denied;
        }

        return await SignableAsync(request, priced.Value, new EarlierStep(act.Operation, act.Hash), command, cancellation);
    }

    private async Task<Result<KnownRequest>> SignableAsync(
        CreditRequest request,
        PricedCredit priced,
        EarlierStep agreed,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (await requests.FindWithAccountsAsync(request.Id, cancellation) is not var (_, accounts))
        {
            return RequestErrors.NotFound;
        }

        var contract = CreditContracts.Of(request, priced, accounts.Ccis[0]);
        var paper = new PresentDocument(request.MemberId, request.Id, contract) { Agreed = agreed, Says = CreditContracts.SaysOf(priced) };
        var presented = await contracts.PresentAsync(paper, cancellation);
        if (presented.Error is { } unpresented)
        {
            return unpresented;
        }

        var accepted = new AcceptedTerms(priced.Terms, SheetHash.Of(priced.Sheet), presented.Value.DocumentId, presented.Value.Sha256);
        var now = time.GetUtcNow();
        return await requests.ChangeAsync(request.Id, command, before => RequestRules.Accept(before, accepted, now), cancellation);
    }

    private static Error? OutOfTurn(CreditRequest request, Result<PricedCredit> priced, Acceptance acceptance) =>
        RequestMoves.Next(request.Status, RequestStep.VerifyIdentity).Error is { } notNow ? notNow
        : priced.Error is { } unpriced ? unpriced
        : SheetHash.Of(priced.Value.Sheet) != acceptance.TermsHash ? RequestErrors.TermsChanged
        : null;
}

/// <summary>The figures of a contract, as the template of Contracts takes them.</summary>
internal static class CreditContracts
{
    internal static CreditContract Of(CreditRequest request, PricedCredit priced, string cci) =>
        new(
            NumberOf(request.Id),
            priced.Sheet.ProductName,
            $"CCI terminada en {cci[^4..]}",
            PaperFigures.SheetOf(priced),
            PaperFigures.RowsOf(priced)
        );

    /// <summary>What the message with the code says (domain.md section 3.2: operation, amount, and the end of the contract's hash).</summary>
    internal static string SaysOf(PricedCredit priced) =>
        string.Create(CultureInfo.InvariantCulture, $"{priced.Quote.Terms.Amount} a {priced.Quote.Terms.Instalments} meses");

    /// <summary>As people cite it.</summary>
    internal static string NumberOf(string id) => $"CR-{id[..8].ToUpperInvariant()}";
}
