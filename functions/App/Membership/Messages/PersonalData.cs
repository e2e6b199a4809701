namespace Serverless.App.Membership.Messages;

/// <summary>One thing that is known of a member, in words that the member reads.</summary>
internal sealed record HeldFact(string Name, string Value)
{
    public override string ToString() => Name;
}

/// <summary>What belongs together: an account, a loan, a letter.</summary>
internal sealed record HeldRecord(string Title, IReadOnlyList<HeldFact> Facts);

/// <summary>Everything that one context holds of a member (Law 29733: access and portability).</summary>
/// <param name="Context">Name of the context, as in addresses.</param>
/// <param name="Title">For people.</param>
internal sealed record HeldData(string Context, string Title, IReadOnlyList<HeldRecord> Records)
{
    /// <summary>Why some of it may not be erased: codes of the table of legal holds; empty when all of it may go.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];
}

/// <summary>What a context answers when a member asks what is known of them. Every context that holds personal data has one.</summary>
internal interface IPersonalDataHolder
{
    /// <summary>Reads only; empty records for a member that the context does not know.</summary>
    Task<HeldData> OfAsync(string memberId, CancellationToken cancellation);
}

/// <summary>The holds that contexts name; each has its row, with reason, term and source, in the table of legal holds.</summary>
internal static class LegalHoldKinds
{
    internal const string Affiliation = "affiliation";
    internal const string FundLedger = "fund-ledger";
    internal const string CreditContract = "credit-contract";
    internal const string BenefitClaim = "benefit-claim";
    internal const string SignedDocument = "signed-document";
    internal const string IssuedDocument = "issued-document";
}
