using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;

namespace Serverless.App.Contracts.Letters;

/// <summary>The member's own letters, the newest first; who is named is shown for the draft and the one that decides.</summary>
internal sealed class GetLetters(LetterStore letters)
{
    internal static void Map(RouteGroupBuilder contracts) =>
        contracts
            .MapGet("/beneficiary-letters", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra tus cartas de beneficiarios y cuál está vigente.")
            .WithName("GetLetters");

    private static async Task<Ok<LetterList>> HandleAsync(CurrentMember member, GetLetters slice, CancellationToken cancellation) =>
        TypedResults.Ok(await slice.ReadAsync(member.MemberId, cancellation));

    internal async Task<LetterList> ReadAsync(string memberId, CancellationToken cancellation)
    {
        var known = await letters.ReadAsync(memberId, cancellation);
        return new LetterList(
            [
                .. known
                    .Book.Letters.Reverse()
                    .Select(letter => LetterView.Of(letter, Speaks(letter) ? known.PeopleOf(letter.Version) : null)),
            ],
            known.Book.FrozenAt is not null
        );
    }

    private static bool Speaks(Letter letter) => letter.Status is LetterStatus.Draft or LetterStatus.InForce or LetterStatus.Frozen;
}
