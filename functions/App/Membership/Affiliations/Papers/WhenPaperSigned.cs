using Serverless.App.Contracts.Messages;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations.Papers;

/// <summary>
/// A paper of an affiliation was signed (row D23): how far both are is read from the papers, so that messages may come twice, late and in
/// any order. A letter that is signed outside an affiliation changes nothing here.
/// </summary>
internal sealed class WhenPaperSigned(AffiliationStore affiliations, AffiliationPapers papers, TimeProvider time)
{
    internal async Task<MessageOutcome> ApplyAsync(DocumentSigned signed, MessageContext context, CancellationToken cancellation)
    {
        if (signed.Kind is not (DocumentKinds.AffiliationContract or DocumentKinds.BeneficiaryLetter))
        {
            return MessageOutcome.Done;
        }

        var known = await affiliations.ReadAsync(signed.MemberId, cancellation);
        if (!AffiliationRules.IsBeforePayroll(known.State.Status))
        {
            return MessageOutcome.Done;
        }

        var how = await papers.ReadAsync(known.State, cancellation);
        var now = time.GetUtcNow();
        return await affiliations.ApplyAsync(
            signed.MemberId,
            context,
            before => before.Round == known.State.Round ? Decide(before, how, now) : null,
            cancellation
        );
    }

    private static Commit<Affiliation>? Decide(Affiliation before, PapersKnown how, DateTimeOffset now)
    {
        var after = AffiliationRules.Signed(before, how.ContractSigned, how.LetterSigned, now);
        return after.Status == before.Status ? null : new Commit<Affiliation>(after) { Events = PaperSteps.Between(before, after.Status) };
    }
}
