using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>The CADAP (domain.md §1.2, §1.3): what the teacher authorises payroll to withhold.</summary>
/// <param name="Round">The member's nth affiliation.</param>
/// <param name="MemberKind"><c>nombrado</c>, …</param>
/// <param name="Ugel">The payroll unit.</param>
/// <param name="Monthly">The contribution of a month of this year.</param>
/// <param name="Year">Whose tax unit the figure comes from.</param>
/// <param name="Consents">The texts that were agreed to, by name and version.</param>
internal sealed record AffiliationContract(
    int Round,
    string MemberKind,
    string Ugel,
    Money Monthly,
    int Year,
    IReadOnlyList<AgreedText> Consents
) : DocumentData
{
    internal override string Kind => DocumentKinds.AffiliationContract;
}

/// <summary>A consent as the document names it.</summary>
/// <param name="TextHash">SHA-256 of the text, as stored with the consent.</param>
internal sealed record AgreedText(string Purpose, string Version, string TextHash);
