using System.Collections.Immutable;
using Serverless.App.Membership.Affiliations;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Consents.Standing;

/// <summary>Which consents stand, and how one is taken back: as easily as it was given (Law 29733; domain.md section 3.1). Pure.</summary>
internal static class StandingRules
{
    internal static readonly Error Needed = Error.Conflict("membership.consent-needed");
    internal static readonly Error NotGiven = Error.NotFound("membership.consent-not-given");

    /// <summary>The newest word on each purpose, of joining and of later.</summary>
    internal static IReadOnlyList<ConsentWord> Words(Affiliation affiliation, MemberConsents own) =>
        [
            .. affiliation
                .Consents.Select(given => new ConsentWord(given, null))
                .Concat(own.Words)
                .GroupBy(word => word.Given.Purpose, StringComparer.Ordinal)
                .Select(words => words.MaxBy(word => word.WithdrawnAt ?? word.Given.At)!)
                .OrderBy(word => word.Given.Purpose, StringComparer.Ordinal),
        ];

    internal static bool Stands(IReadOnlyList<ConsentWord> words, string purpose) =>
        words.Any(word => word.Given.Purpose == purpose && word.WithdrawnAt is null);

    internal static MemberConsents Give(MemberConsents own, ConsentGiven given) => With(own, new ConsentWord(given, null));

    /// <summary>Takes one back. What the membership itself rests on goes only with the membership.</summary>
    /// <param name="required">Purposes without which nobody is a member.</param>
    internal static Result<MemberConsents> Withdraw(
        Affiliation affiliation,
        MemberConsents own,
        string purpose,
        ImmutableArray<string> required,
        DateTimeOffset now
    )
    {
        var standing = Words(affiliation, own).FirstOrDefault(word => word.Given.Purpose == purpose && word.WithdrawnAt is null);
        return standing is null ? NotGiven
            : required.Contains(purpose) && RestsOnIt(affiliation.Status) ? Needed
            : With(own, standing with { WithdrawnAt = now });
    }

    private static bool RestsOnIt(AffiliationStatus status) =>
        status
            is not (
                AffiliationStatus.None
                or AffiliationStatus.Closed
                or AffiliationStatus.Expired
                or AffiliationStatus.Cancelled
                or AffiliationStatus.Deceased
            );

    private static MemberConsents With(MemberConsents own, ConsentWord word) =>
        own with
        {
            Words = own.Words.RemoveAll(other => other.Given.Purpose == word.Given.Purpose).Add(word),
        };
}
