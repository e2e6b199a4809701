using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Officers;

/// <summary>Who is paid when a member has died, as the signed letter or the succession says.</summary>
internal sealed record BeneficiaryList(ImmutableArray<PayeeDetails> Items);

/// <param name="Dni">Of the beneficiary, or of the guardian of a minor.</param>
/// <param name="Cci">Null while nobody has been found: the share is set aside.</param>
/// <param name="Hundredths">Of one per cent; all together 10,000.</param>
/// <param name="HasDied">Before the member: the others take the share.</param>
internal sealed record PayeeDetails(string Dni, string Name, string? Cci, int Hundredths, bool HasDied)
{
    public override string ToString() => nameof(PayeeDetails);
}

/// <summary>Beneficiaries of a death claim: named, found, their account corrected. People lie encrypted, the claim keeps shares.</summary>
internal sealed class Beneficiaries(OfficerActs acts)
{
    private OfficerActs Acts { get; } = acts;

    private const int Most = 10;
    private const int LongestName = 120;

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost("/backoffice/claims/{id}/beneficiaries", NameAsync)
            .RequireStaff(WorkRules.Analyst)
            .RequireIdempotencyKey()
            .WithSummary("Anota a quiénes se paga, según la carta o la sucesión.")
            .WithName("NameBeneficiaries");
        benefits
            .MapPost("/backoffice/claims/{id}/beneficiaries/{payeeId}/account", PayAsync)
            .RequireStaff(WorkRules.Analyst)
            .RequireIdempotencyKey()
            .WithSummary("Anota la cuenta de un beneficiario ubicado, o corrige la que el banco devolvió.")
            .WithName("PutBeneficiaryAccount");
    }

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> NameAsync(
        BeneficiaryList list,
        OfficerAct act,
        Beneficiaries slice,
        CancellationToken c
    )
    {
        if (list.Items.IsDefaultOrEmpty || list.Items.Length > Most || list.Items.Any(item => !IsPerson(item)))
        {
            return BenefitErrors.BeneficiaryInvalid.ToProblem();
        }

        var named = list.Items.Select((item, place) => (Id: IdOf(place), Item: item)).ToArray();
        var shares = named.Select(each => new Share(each.Id, each.Item.Hundredths, each.Item.Cci is null)).ToImmutableArray();
        var died = named.Where(each => each.Item.HasDied).Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        return await slice.Acts.RunAsync(
            act,
            new ClaimAct("name-beneficiaries", ""),
            (claim, now) => Name(claim, shares, died, now),
            c,
            key => [.. named.Select(each => ClaimPeople.Seal(key, each.Id, new ClaimPayee(each.Item.Dni, each.Item.Name, each.Item.Cci)))]
        );
    }

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> PayAsync(
        string payeeId,
        PayeeDetails payee,
        OfficerAct act,
        Beneficiaries slice,
        CancellationToken c
    )
    {
        if (payee.Cci is null || !IsPerson(payee))
        {
            return BenefitErrors.BeneficiaryInvalid.ToProblem();
        }

        return await slice.Acts.RunAsync(
            act,
            new ClaimAct("release-payee", "", payeeId),
            (claim, now) =>
                claim.Kind != BenefitKind.Death ? BenefitErrors.BeneficiaryInvalid
                : claim.Status == ClaimStatus.Returned ? PaymentRules.Correct(claim, payeeId, now)
                : PaymentRules.Release(claim, payeeId, now),
            c,
            key => [ClaimPeople.Seal(key, payeeId, new ClaimPayee(payee.Dni, payee.Name, payee.Cci))]
        );
    }

    /// <summary>Shares must be whole before somebody's falls to the others.</summary>
    private static Result<BenefitClaim> Name(BenefitClaim claim, ImmutableArray<Share> shares, HashSet<string> died, DateTimeOffset now) =>
        claim.Kind != BenefitKind.Death || died.Count == shares.Length ? BenefitErrors.BeneficiaryInvalid
        : shares.Sum(share => (long)share.Hundredths) != LiquidationRules.Whole ? BenefitErrors.SharesNotWhole
        : FigureRules.Name(claim, ShareRules.Accrue(shares, died), now);

    private static string IdOf(int place) => string.Create(CultureInfo.InvariantCulture, $"b{place + 1}");

    private static bool IsPerson(PayeeDetails item) =>
        Dni.Parse(item.Dni).IsSuccess
        && item.Name is { Length: > 0 and <= LongestName }
        && item.Hundredths is > 0 and <= LiquidationRules.Whole
        && (item.Cci is null || Cci.Parse(item.Cci).IsSuccess);
}
