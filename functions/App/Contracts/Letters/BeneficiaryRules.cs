using Serverless.App.Contracts.Messages.Templates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Letters;

/// <summary>
/// Whom a letter may name (domain.md §1.5): shares of a tier are exactly 100.00 %, nobody stands twice in a tier, a minor has a guardian,
/// and the member is not their own beneficiary. Pure.
/// </summary>
internal static class BeneficiaryRules
{
    private const int LongestName = 120;
    private const int LongestDocument = 12;
    private static readonly HashSet<string> Kinships = ["spouse", "partner", "child", "parent", "sibling", "other"];
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    internal static Result<Done> Check(
        IReadOnlyList<Beneficiary> primary,
        IReadOnlyList<Beneficiary> substitutes,
        string memberDni,
        LetterTerms terms,
        DateOnly today
    ) =>
        primary.Count == 0 ? LetterErrors.CountWrong(terms.MostBeneficiaries)
        : Tier(primary, "primary", memberDni, terms, today) is { } first ? first
        : substitutes.Count > 0 && Tier(substitutes, "substitutes", memberDni, terms, today) is { } second ? second
        : Done.Value;

    private static Error? Tier(IReadOnlyList<Beneficiary> tier, string name, string memberDni, LetterTerms terms, DateOnly today)
    {
        if (tier.Count > terms.MostBeneficiaries)
        {
            return LetterErrors.CountWrong(terms.MostBeneficiaries);
        }

        for (var i = 0; i < tier.Count; i++)
        {
            if (Person(tier[i], new(name, i), memberDni, terms, today) is { } wrong)
            {
                return wrong;
            }
        }

        var sum = tier.Sum(one => one.Share);
        return tier.DistinctBy(one => (one.DocumentType, one.DocumentNumber)).Count() < tier.Count ? LetterErrors.SamePerson
            : sum != 100m ? LetterErrors.SharesWrong(sum)
            : null;
    }

    private static Error? Person(Beneficiary one, BeneficiaryPlace place, string memberDni, LetterTerms terms, DateOnly today) =>
        !IsName(one.Name) ? place.Wrong("name")
        : !IsDocument(one.DocumentType, one.DocumentNumber) ? place.Wrong("documentNumber")
        : !Kinships.Contains(one.Kinship) ? place.Wrong("kinship")
        : one.Share is <= 0m or > 100m || decimal.Round(one.Share, 2) != one.Share ? place.Wrong("share")
        : one.BirthDate < Earliest || one.BirthDate > today ? place.Wrong("birthDate")
        : one.DocumentType == "dni" && one.DocumentNumber == memberDni ? LetterErrors.Oneself
        : one.Guardian is null ? (IsMinor(one, terms, today) ? place.GuardianMissing() : null)
        : !IsName(one.Guardian.Name) || !IsDocument(one.Guardian.DocumentType, one.Guardian.DocumentNumber) ? place.Wrong("guardian")
        : one.Guardian.DocumentNumber == one.DocumentNumber ? place.Wrong("guardian")
        : null;

    private static bool IsMinor(Beneficiary one, LetterTerms terms, DateOnly today) => one.BirthDate.AddYears(terms.AdultAge) > today;

    private static bool IsName(string? name) => name is { Length: >= 2 and <= LongestName } && name.Trim() == name;

    private static bool IsDocument(string? type, string? number) =>
        type switch
        {
            "dni" => Dni.Parse(number).IsSuccess,
            "ce" or "passport" => number is { Length: >= 6 and <= LongestDocument } && number.All(char.IsAsciiLetterOrDigit),
            _ => false,
        };
}
