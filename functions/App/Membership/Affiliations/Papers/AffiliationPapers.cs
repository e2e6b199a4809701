using System.Globalization;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations.Papers;

/// <summary>The two papers of an affiliation (row D23): the CADAP of this round, and a beneficiary letter.</summary>
internal sealed class AffiliationPapers(
    ContractDocuments documents,
    BeneficiaryLetters letters,
    MonthlyContribution contribution,
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
        var monthly = await contribution.OfAsync(today, cancellation);
        return monthly.Error is { } unknown
            ? unknown
            : await documents.PresentAsync(Wanted(affiliation, member, monthly.Value, today.Year), cancellation);
    }

    /// <summary>Both papers are signed and still hold.</summary>
    internal async Task<bool> AreSignedAsync(Affiliation affiliation, CancellationToken cancellation) =>
        await ReadAsync(affiliation, cancellation) is { ContractSigned: true, LetterSigned: true };

    /// <summary>How far the two papers are, from the papers themselves and not from messages about them.</summary>
    internal async Task<PapersKnown> ReadAsync(Affiliation affiliation, CancellationToken cancellation)
    {
        var contract = affiliation.ContractId is { } id ? await documents.FindAsync(id, cancellation) : null;
        var contractOpen = contract is { SignedAt: null } ? await documents.FindToSignAsync(contract.DocumentId, cancellation) : null;
        var letterSigned = await letters.IsSignedAsync(affiliation.MemberId, cancellation);
        var draft = letterSigned ? null : await letters.FindDraftAsync(affiliation.MemberId, cancellation);
        return new PapersKnown(contract is { IsSignedAndValid: true }, contractOpen, letterSigned, draft);
    }

    private static PresentDocument Wanted(Affiliation affiliation, Member member, Money monthly, int year)
    {
        var consents = affiliation.Consents.Select(given => new AgreedText(given.Purpose, given.TextVersion, given.TextHash));
        var data = new AffiliationContract(affiliation.Round, member.Kind, member.Ugel, monthly, year, [.. consents]);
        var subject = string.Create(CultureInfo.InvariantCulture, $"{affiliation.MemberId}|{affiliation.Round}");
        return new PresentDocument(affiliation.MemberId, subject, data);
    }
}

/// <summary>How far the two papers are.</summary>
/// <param name="Contract">The CADAP while it waits for the signature.</param>
/// <param name="Letter">The newest letter while it waits for the signature, and none is in force.</param>
internal sealed record PapersKnown(bool ContractSigned, PresentedDocument? Contract, bool LetterSigned, PresentedDocument? Letter);
