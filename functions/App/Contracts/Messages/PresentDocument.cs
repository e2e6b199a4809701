using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Identity.Messages;

namespace Serverless.App.Contracts.Messages;

/// <summary>A document that a member is to sign.</summary>
/// <param name="SubjectId">What it is about in the owning context: <c>{member}|{round}</c>, a credit request. Never personal data.</param>
/// <param name="Data">The figures as the owning context computed them; the kind follows from their type.</param>
internal sealed record PresentDocument(string MemberId, string SubjectId, DocumentData Data)
{
    /// <summary>The act by which the member agreed to these figures; where the policy says so, its face counts for the signature too.</summary>
    public EarlierStep? Agreed { get; init; }

    /// <summary>
    /// What the message with the code says of it, in seven-bit letters: <c>S/ 8,000.00 a 24 meses</c>. The code is bound to it as to the
    /// hash. Null for papers that are not about money.
    /// </summary>
    public string? Says { get; init; }
}

/// <summary>A document as it was put before the member.</summary>
/// <param name="Sha256">Of the very bytes that are signed, lower-case hex.</param>
/// <param name="Version">Of the template.</param>
/// <param name="Operation">Name in the policy table.</param>
/// <param name="Parts">What the code and the face are asked for; sent as it is to <c>POST /identity/challenges</c>.</param>
internal sealed record PresentedDocument(string DocumentId, string Sha256, string Version, string Operation, IReadOnlyList<string> Parts);

/// <summary>A document under the institution's seal alone: statement, certificate, resolution.</summary>
internal sealed record IssueDocument(string MemberId, string SubjectId, DocumentData Data)
{
    /// <summary>Last day in Lima on which public verification says that it is valid; null for no end.</summary>
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>An issued document; the seal follows within seconds.</summary>
/// <param name="LinkPath">Route that gives the member a short-lived download address.</param>
/// <param name="VerifyCode">As printed under the QR symbol.</param>
internal sealed record IssuedDocument(string DocumentId, string Sha256, string Version, string LinkPath, string VerifyCode);

/// <summary>What other contexts may know of a document.</summary>
/// <param name="Status"><c>presented</c>, <c>signed</c>, <c>issued</c>, <c>sealed</c>, <c>lapsed</c>, <c>annulled</c>, <c>replaced</c>.</param>
/// <param name="Sha256">Of the document as presented or issued, before the seal.</param>
/// <param name="SignedAt">Null until the member signs.</param>
internal sealed record DocumentFacts(
    string DocumentId,
    string Kind,
    string MemberId,
    string SubjectId,
    string Status,
    string Sha256,
    DateTimeOffset? SignedAt
)
{
    /// <summary>Signed by the member, and not void since.</summary>
    internal bool IsSignedAndValid => SignedAt is not null && Status is "signed" or "sealed";
}
