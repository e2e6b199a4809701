using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Consents.Standing;

/// <summary>One permission and how it stands.</summary>
/// <param name="Title">What it is about, as the text in force says; the purpose's code when no text is in force any more.</param>
/// <param name="Given">Whether it stands now.</param>
/// <param name="At">When it was given, UTC; null when it never was.</param>
/// <param name="Required">Nobody is a member without it.</param>
internal sealed record ConsentView(
    string Purpose,
    string Title,
    bool Given,
    bool Required,
    string? TextVersion,
    string? TextHash,
    DateTimeOffset? At,
    DateTimeOffset? WithdrawnAt
);

/// <summary>Everything that the member allowed, did not allow, or took back.</summary>
internal sealed class GetMyConsents(ConsentStore consents, ConsentTexts texts, EffectiveDated<AffiliationTerms> terms, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/me/consents", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra tus permisos: los que diste y los que retiraste.")
            .WithName("GetMyConsents");

    private static async Task<Ok<ConsentView[]>> HandleAsync(CurrentMember member, GetMyConsents slice, CancellationToken cancellation) =>
        TypedResults.Ok(await slice.GetAsync(member.MemberId, cancellation));

    internal async Task<ConsentView[]> GetAsync(string memberId, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var shown = texts.At(today);
        var required = terms.At(today) is { IsSuccess: true } row ? row.Value.RequiredConsents : [];
        var words = await consents.WordsAsync(memberId, cancellation);
        var purposes = shown.Select(text => text.Purpose).Union(words.Select(word => word.Given.Purpose), StringComparer.Ordinal);
        return [.. purposes.Select(View)];

        ConsentView View(string purpose)
        {
            var word = words.FirstOrDefault(word => word.Given.Purpose == purpose);
            return new ConsentView(
                purpose,
                shown.FirstOrDefault(text => text.Purpose == purpose)?.Title ?? purpose,
                word is { WithdrawnAt: null },
                required.Contains(purpose),
                word?.Given.TextVersion,
                word?.Given.TextHash,
                word?.Given.At,
                word?.WithdrawnAt
            );
        }
    }
}
