using System.Globalization;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations.Papers;

/// <summary>The two papers of an affiliation (row D23): the CADAP of this round, and a beneficiary letter.</summary>
internal sealed class AffiliationPapers(
    ContractDocuments documents,
    BeneficiaryLetters letters,
    MonthlyContribution contribution,
    OperationPolicies policies,
    TimeProvider time
)
{
    /// <summary>
    /// The CADAP of the round, drawn when it is not there yet: the same terms and consents are the same paper. Errors:
    /// <c>platform.effective-none-on-date</c> for a year without a tax unit, and those of the drawing.
    /// </summary>
    internal async Task<Result<PresentedDocument>> PresentAsync(Affiliation affiliation, Member member, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var monthly = contribution.Of(today);
        return monthly.Error is { } unknown
            ? unknown
            : await documents.PresentAsync(Wanted(affiliation, member, monthly.Value, today.Year), cancellation);
    }

    /// <summary>Both papers are signed and still hold; not looked at while the policy table does not ask for them.</summary>
    internal async Task<bool> AreSignedAsync(Affiliation affiliation, Member member, CancellationToken cancellation)
    {
        if (policies.For(ConfirmationView.Confirm) is not { IsSuccess: true, Value.Document: true })
        {
            return false;
        }

        var contract = await PresentAsync(affiliation, member, cancellation);
        return contract.IsSuccess
            && await documents.FindAsync(contract.Value.DocumentId, cancellation) is { IsSignedAndValid: true }
            && await letters.IsSignedAsync(affiliation.MemberId, cancellation);
    }

    private static PresentDocument Wanted(Affiliation affiliation, Member member, Money monthly, int year)
    {
        var consents = affiliation.Consents.Select(given => new AgreedText(given.Purpose, given.TextVersion, given.TextHash));
        var data = new AffiliationContract(affiliation.Round, member.Kind, member.Ugel, monthly, year, [.. consents]);
        var subject = string.Create(CultureInfo.InvariantCulture, $"{affiliation.MemberId}|{affiliation.Round}");
        return new PresentDocument(affiliation.MemberId, subject, data);
    }
}
