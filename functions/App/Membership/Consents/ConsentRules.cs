using System.Collections.Immutable;
using Serverless.App.Membership.Affiliations;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Consents;

/// <summary>A consent as a phone sends it: which purpose, and which text was on the screen.</summary>
internal sealed record ConsentOffered(string Purpose, string TextVersion, string TextHash);

/// <summary>Nobody agrees to a text that was not shown to them: a consent counts only for the current text, by its hash.</summary>
internal static class ConsentRules
{
    /// <param name="current">The texts in force.</param>
    /// <param name="channel">Where it was given: <c>app</c>.</param>
    /// <returns>
    /// The consents to keep, or <c>membership.consent-unknown</c>, <c>-text-outdated</c> (read the texts again and show the new one),
    /// <c>-repeated</c>.
    /// </returns>
    internal static Result<ImmutableArray<ConsentGiven>> Accept(
        IReadOnlyList<ConsentOffered> offered,
        IReadOnlyList<ConsentText> current,
        string channel,
        DateTimeOffset now
    )
    {
        var kept = ImmutableArray.CreateBuilder<ConsentGiven>(offered.Count);
        foreach (var consent in offered)
        {
            if (current.FirstOrDefault(text => text.Purpose == consent.Purpose) is not { } text)
            {
                return Error.Invalid("membership.consent-unknown");
            }

            if (text.Version != consent.TextVersion || text.Hash != consent.TextHash)
            {
                return Error.Conflict("membership.consent-text-outdated").With("purpose", text.Purpose).With("title", text.Title);
            }

            if (kept.Any(given => given.Purpose == text.Purpose))
            {
                return Error.Invalid("membership.consent-repeated").With("purpose", text.Purpose).With("title", text.Title);
            }

            kept.Add(new ConsentGiven(text.Purpose, text.Version, text.Hash, channel, now));
        }

        return kept.ToImmutable();
    }
}
