using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>The check list of a claim: what came, what is missing, what has to come again. Pure.</summary>
internal static class DocumentRules
{
    /// <summary>What the claimant still owes: required papers that are not there, and those that an officer sent back.</summary>
    internal static ImmutableArray<string> Missing(BenefitClaim claim) =>
        [
            .. claim
                .Wanted.Where(wanted => wanted.Required && claim.Documents.All(document => document.Code != wanted.Code))
                .Select(wanted => wanted.Code)
                .Union(claim.Documents.Where(document => document.Verdict == DocumentVerdict.Observed).Select(document => document.Code)),
        ];

    /// <summary>Everything is there and an officer found all of it good.</summary>
    internal static bool AllAccepted(BenefitClaim claim) =>
        Missing(claim).IsEmpty && claim.Documents.All(document => document.Verdict == DocumentVerdict.Accepted);

    /// <summary>Everything that the observation named has come since.</summary>
    internal static bool IsAnswered(BenefitClaim claim) =>
        claim.Observation is { } asked && asked.Codes.All(code => claim.Documents.Any(document => IsNew(document, code)));

    /// <returns>The claim with the document in the place of an earlier one, or why it is not taken now.</returns>
    internal static Result<BenefitClaim> Receive(BenefitClaim claim, ClaimDocument document) =>
        claim.Status is not (ClaimStatus.Registered or ClaimStatus.DocumentCheck or ClaimStatus.Observed)
            ? ClaimMoveRules.NotAllowed(claim.Status)
        : claim.Wanted.All(wanted => wanted.Code != document.Code) ? BenefitErrors.DocumentNotWanted
        : claim with { Documents = [.. claim.Documents.Where(known => known.Code != document.Code), document] };

    /// <summary>An officer's word on one paper; a paper that is accepted or not there cannot be accepted again.</summary>
    internal static Result<BenefitClaim> Accept(BenefitClaim claim, string code)
    {
        if (claim.Status != ClaimStatus.DocumentCheck)
        {
            return ClaimMoveRules.NotAllowed(claim.Status);
        }

        return claim.Documents.FirstOrDefault(known => known.Code == code) is { } document
            ? claim with
            {
                Documents = claim.Documents.Replace(document, document with { Verdict = DocumentVerdict.Accepted, Reason = null }),
            }
            : BenefitErrors.DocumentNotFound;
    }

    /// <summary>An officer sends papers back, or asks for one that the list calls optional.</summary>
    internal static Result<BenefitClaim> SendBack(BenefitClaim claim, ImmutableDictionary<string, string> reasons, DateTimeOffset now)
    {
        if (reasons.IsEmpty || reasons.Keys.Any(code => claim.Wanted.All(wanted => wanted.Code != code)))
        {
            return BenefitErrors.DocumentNotWanted;
        }

        var marked = claim with
        {
            Documents =
            [
                .. claim.Documents.Select(document =>
                    reasons.TryGetValue(document.Code, out var reason)
                        ? document with
                        {
                            Verdict = DocumentVerdict.Observed,
                            Reason = reason,
                        }
                        : document
                ),
            ],
        };
        return Observe(marked, [.. reasons.Keys.Union(Missing(marked)).Order(StringComparer.Ordinal)], now);
    }

    /// <summary>The claim waits for the claimant, and its clock with it.</summary>
    internal static Result<BenefitClaim> Observe(BenefitClaim claim, ImmutableArray<string> codes, DateTimeOffset now) =>
        ClaimMoveRules
            .Move(claim, ClaimStep.Observe, now)
            .Then(observed => ClockRules.Pause(observed, now))
            .Then<BenefitClaim>(paused =>
                paused with
                {
                    Officer = null,
                    Observation = new Observation(now, now.AddDays(claim.Terms.ObservationDays), codes, 0),
                }
            );

    /// <summary>Everything came: the check goes on and the clock runs again.</summary>
    internal static Result<BenefitClaim> Resume(BenefitClaim claim, DateTimeOffset now) =>
        ClaimMoveRules
            .Move(claim, ClaimStep.Resume, now)
            .Then(resumed => ClockRules.Resume(resumed, now))
            .Then<BenefitClaim>(running => running with { Observation = null });

    private static bool IsNew(ClaimDocument document, string code) => document.Code == code && document.Verdict == DocumentVerdict.Received;
}
