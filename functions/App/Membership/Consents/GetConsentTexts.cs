using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Affiliations;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Consents;

/// <summary>A text to show before asking for the consent.</summary>
/// <param name="Required">Nobody joins without it.</param>
internal sealed record ConsentTextView(string Purpose, string Version, string Hash, string Title, string Text, bool Required);

/// <summary>The current consent texts; public, as the law wants them to be. A phone shows these words and sends their hash back.</summary>
internal sealed class GetConsentTexts(ConsentTexts texts, EffectiveDated<AffiliationTerms> terms, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/consent-texts", Ok<ConsentTextView[]> (GetConsentTexts slice) => TypedResults.Ok(slice.Get()))
            .AllowAnonymous()
            .WithSummary("Muestra los textos de los permisos, con su versión y su huella.")
            .WithName("GetConsentTexts");

    private ConsentTextView[] Get()
    {
        var today = LimaTime.Today(time);
        var required = terms.At(today) is { IsSuccess: true } row ? row.Value.RequiredConsents : [];
        return
        [
            .. texts
                .At(today)
                .Select(text => new ConsentTextView(
                    text.Purpose,
                    text.Version,
                    text.Hash,
                    text.Title,
                    text.Text,
                    required.Contains(text.Purpose)
                )),
        ];
    }
}
