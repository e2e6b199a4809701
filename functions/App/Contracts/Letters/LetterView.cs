using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages.Templates;

namespace Serverless.App.Contracts.Letters;

/// <summary>Whom the member wants to name.</summary>
internal sealed record LetterRequest(IReadOnlyList<Beneficiary> Primary, IReadOnlyList<Beneficiary>? Substitutes);

/// <summary>One letter as its member sees it.</summary>
/// <param name="Status"><c>draft</c>, <c>in-force</c>, <c>superseded</c>, <c>revoked</c>, <c>frozen</c> or <c>void</c>.</param>
/// <param name="DocumentId">Its paper, signed like every other.</param>
/// <param name="Primary">Null in letters that no longer say anything.</param>
internal sealed record LetterView(
    int Version,
    string Status,
    string StatusText,
    string DocumentId,
    DateTimeOffset DraftedAt,
    DateTimeOffset? SignedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<Beneficiary>? Primary,
    IReadOnlyList<Beneficiary>? Substitutes
)
{
    /// <summary>What to ask a code for; only right after it was drafted.</summary>
    public SigningAct? Confirmation { get; init; }

    internal static LetterView Of(Letter letter, BeneficiaryLetter? people) =>
        new(
            letter.Version,
            CodeOf(letter.Status),
            TextOf(letter.Status),
            letter.DocumentId,
            letter.DraftedAt,
            letter.SignedAt,
            letter.EndedAt,
            people?.Primary,
            people?.Substitutes
        );

    private static string CodeOf(LetterStatus status) =>
        status switch
        {
            LetterStatus.InForce => "in-force",
            _ => status.ToString().ToLowerInvariant(),
        };

    private static string TextOf(LetterStatus status) =>
        status switch
        {
            LetterStatus.Draft => "Espera tu firma",
            LetterStatus.InForce => "Vigente",
            LetterStatus.Superseded => "Reemplazada por otra",
            LetterStatus.Revoked => "La retiraste",
            LetterStatus.Frozen => "Vigente; ya no se puede cambiar",
            LetterStatus.Void => "Sin efecto",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
}

/// <summary>All letters, the newest first.</summary>
internal sealed record LetterList(IReadOnlyList<LetterView> Items, bool Frozen);
