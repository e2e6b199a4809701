using Serverless.App.Identity.Messages;

namespace Serverless.App.Contracts.Documents;

/// <summary>
/// The act of signing one document, as code and face are asked for it: the document's id, its kind, the hash of the very bytes, and, where
/// money is signed for, how much and how long (domain.md §3.2). Sent as it is to <c>POST /identity/challenges</c>.
/// </summary>
internal sealed record SigningAct(string Operation, IReadOnlyList<string> Parts)
{
    /// <summary>What a code is bound to.</summary>
    internal string Hash => OperationHash.Of(Parts);

    internal static SigningAct Of(ContractDocument document) =>
        new(OperationOf(document.Kind), [document.Id, document.Kind, document.File.Sha256, .. Said(document)]);

    /// <summary>Name in the policy table.</summary>
    internal static string OperationOf(string kind) => $"contracts.sign-{kind}";

    private static IEnumerable<string> Said(ContractDocument document) => document.Says is { } says ? [says] : [];
}
