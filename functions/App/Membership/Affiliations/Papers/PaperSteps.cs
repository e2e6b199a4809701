using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations.Papers;

/// <summary>The events of the steps that papers bring about, each written once by whoever takes the step. Pure.</summary>
internal static class PaperSteps
{
    /// <param name="before">As it stood.</param>
    /// <param name="reached">Where it stands afterwards.</param>
    internal static IReadOnlyList<NewEvent> Between(Affiliation before, AffiliationStatus reached)
    {
        var paper = new AffiliationPaper(before.MemberId, before.Round, before.ContractId);
        return
        [
            .. new (AffiliationStatus Status, EventKind<AffiliationPaper> Happened)[]
            {
                (AffiliationStatus.IdentityPending, AffiliationEvents.IdentityAsked),
                (AffiliationStatus.IdentityVerified, AffiliationEvents.IdentityVerified),
                (AffiliationStatus.DocumentsSigned, AffiliationEvents.DocumentsSigned),
            }
                .Where(step => step.Status > before.Status && step.Status <= reached)
                .Select(step => step.Happened.With(paper)),
        ];
    }
}
