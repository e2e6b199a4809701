using System.Globalization;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Requests;

/// <summary>Where discount requests are kept, which are open, and which one a line of a file means.</summary>
internal sealed class DiscountRequestStore(AggregateStore store, SortedLists lists, UniqueIndex index, DerivedIds ids)
{
    internal static readonly AggregateKind<DiscountRequest> Kind = new(
        PayrollModule.Table,
        "payroll.discount-request",
        PayrollJson.Default.DiscountRequest
    );

    /// <summary>Every UGEL that ever had a request.</summary>
    internal const string Ugels = "payroll-ugels";

    private const string LineIndex = "payroll-line";
    private const string PostingIndex = "payroll-posting";

    /// <summary>The open requests of a UGEL, oldest first: contributions and, in a list of their own, instalments.</summary>
    /// <param name="contributionKnown">False while the month's tax unit is missing: then only instalments can be asked for.</param>
    internal static IEnumerable<string> OpenOf(string ugel, bool contributionKnown = true) =>
        contributionKnown ? [OpenOf(ugel, ""), InstalmentsOf(ugel)] : [InstalmentsOf(ugel)];

    /// <summary>Whether a UGEL has anything to ask.</summary>
    internal async Task<bool> HasOpenAsync(string ugel, bool contributionKnown, CancellationToken cancellation)
    {
        foreach (var list in OpenOf(ugel, contributionKnown))
        {
            if ((await lists.ReadAsync(list, null, 1, cancellation)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One request for a member, a concept and an attempt, however often the wish arrives.</summary>
    internal string IdOf(string memberId, string concept, DiscountAttempt attempt) =>
        ids.For("payroll", concept, string.Create(CultureInfo.InvariantCulture, $"{memberId}|{attempt.Round}|{attempt.Number}"));

    internal Task<Snapshot<DiscountRequest>> ReadAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(Kind, id, cancellation);

    /// <summary>Before the commit that opens it: a crash in between leaves an entry that a reader passes over.</summary>
    internal async Task ListAsync(DiscountRequest request, CancellationToken cancellation)
    {
        await lists.PutAsync(Ugels, new ListEntry(request.Ugel, request.Ugel), cancellation);
        await lists.PutAsync(OpenOf(request.Ugel, request.Concept), EntryOf(request), cancellation);
    }

    /// <summary>After the commit that closes it.</summary>
    internal Task UnlistAsync(DiscountRequest request, CancellationToken cancellation) =>
        lists.RemoveAsync(OpenOf(request.Ugel, request.Concept), EntryOf(request).Key, cancellation);

    /// <summary>
    /// Claims the line of a member and concept in a file; the answer is whoever has it. One file holds one line for both, so that a line
    /// of the answer means one request.
    /// </summary>
    internal async Task<string> ClaimLineAsync(string fileId, DiscountRequest request, CancellationToken cancellation) =>
        (await index.ReserveAsync(LineIndex, LineOf(fileId, request.MemberId, request.Concept), request.Id, cancellation)).Owner;

    internal Task<string?> FindLineAsync(string fileId, string memberId, string concept, CancellationToken cancellation) =>
        index.FindAsync(LineIndex, LineOf(fileId, memberId, concept), cancellation);

    /// <summary>Claims the posting of member, concept and month (decision 16); another owner means that payroll has taken it twice.</summary>
    internal async Task<bool> ClaimPostingAsync(DiscountRequest request, CancellationToken cancellation)
    {
        var posting = $"{request.MemberId}|{request.Concept}|{request.Period}";
        return (await index.ReserveAsync(PostingIndex, posting, request.Id, cancellation)).Owner == request.Id;
    }

    private static string OpenOf(string ugel, string concept) =>
        concept == DiscountConcepts.Instalment ? InstalmentsOf(ugel) : $"payroll-open-{ugel}";

    private static string InstalmentsOf(string ugel) => $"payroll-open-instalments-{ugel}";

    private static string LineOf(string fileId, string memberId, string concept) => $"{fileId}|{memberId}|{concept}";

    private static ListEntry EntryOf(DiscountRequest request) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{request.AskedAt.UtcTicks:D19}|{request.Id}"), request.Id);
}
