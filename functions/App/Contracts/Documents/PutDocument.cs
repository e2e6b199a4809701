using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Contracts.Templates;
using Serverless.App.Contracts.Vault;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>
/// Draws a document, puts it into the vault and keeps its row. The id is made from kind, subject and everything that the paper says:
/// the same figures again are the same document, however often and from however many calls at once.
/// </summary>
internal sealed class PutDocument(
    DocumentStore documents,
    DocumentFiles files,
    DocumentPaper paper,
    VerifyCodes codes,
    MemberPersons persons,
    DerivedIds ids,
    EffectiveDated<DocumentTerms> terms,
    TimeProvider time
)
{
    /// <summary>A paper that lapsed or was annulled is drawn anew under the next id, a few times.</summary>
    private const int MostRounds = 20;

    internal async Task<Result<PresentedDocument>> PresentAsync(PresentDocument wanted, CancellationToken cancellation) =>
        DocumentKinds.IsSigned(wanted.Data.Kind)
            ? (
                await PutAsync(
                    new(wanted.MemberId, wanted.SubjectId, wanted.Data) { Agreed = wanted.Agreed, Says = wanted.Says },
                    cancellation
                )
            ).Then<PresentedDocument>(document => Presented(document))
            : ContractErrors.KindNotSigned;

    internal async Task<Result<IssuedDocument>> IssueAsync(IssueDocument wanted, CancellationToken cancellation) =>
        DocumentKinds.IsSigned(wanted.Data.Kind)
            ? ContractErrors.KindNotSigned
            : (
                await PutAsync(new(wanted.MemberId, wanted.SubjectId, wanted.Data) { ValidUntil = wanted.ValidUntil }, cancellation)
            ).Then<IssuedDocument>(document => new IssuedDocument(
                document.Id,
                document.File.Sha256,
                document.Template,
                $"{GetDocument.Address(document.Id)}/link",
                codes.Of(document.Id)
            ));

    internal static PresentedDocument Presented(ContractDocument document)
    {
        var act = SigningAct.Of(document);
        return new PresentedDocument(document.Id, document.File.Sha256, document.Template, act.Operation, act.Parts);
    }

    private async Task<Result<ContractDocument>> PutAsync(Wanted wanted, CancellationToken cancellation)
    {
        if (await persons.FindAsync(wanted.MemberId, cancellation) is not { } person)
        {
            return ContractErrors.MemberUnknown;
        }

        var draft = DocumentTemplates.Compose(wanted.Data, person);
        if (draft.Error is { } wrong)
        {
            return wrong;
        }

        var (id, known) = await PlaceAsync(wanted.Data.Kind, wanted.SubjectId, DocumentFingerprint.Of(draft.Value), cancellation);
        return known is not null ? known : await DrawAsync(id, wanted, draft.Value, cancellation);
    }

    private async Task<(string Id, ContractDocument? Known)> PlaceAsync(
        string kind,
        string subjectId,
        string fingerprint,
        CancellationToken cancellation
    )
    {
        for (var round = 0; ; round++)
        {
            var id = ids.For("contracts", $"{kind}|{subjectId}|{round}", fingerprint);
            var state = (await documents.ReadAsync(id, cancellation)).State;
            if (state is null || !DocumentRules.IsVoid(state.Status) || round == MostRounds)
            {
                return (id, state);
            }
        }
    }

    private async Task<Result<ContractDocument>> DrawAsync(string id, Wanted wanted, DocumentDraft draft, CancellationToken cancellation)
    {
        var kind = wanted.Data.Kind;
        var now = time.GetUtcNow();
        var inForce = terms.At(LimaTime.DateOf(now));
        var drawn = inForce.Then(_ => paper.Draw(draft, id, codes.Of(id), now));
        if (drawn.Error is { } refused)
        {
            return refused;
        }

        DateTimeOffset? signUntil = DocumentKinds.IsSigned(kind) ? now + inForce.Value.SignWithin : null;
        var retain = inForce.Value.RetainUntil(kind, now);
        var stored = await files.PutAsync(id, "file", drawn.Value.Content, drawn.Value.Sha256, signUntil ?? now, cancellation);
        if (stored.Error is { } unstored)
        {
            return unstored;
        }

        await codes.ReserveAsync(id, cancellation);
        var document = new ContractDocument(id, kind, wanted.MemberId, wanted.SubjectId, draft.Version, stored.Value, now)
        {
            Status = signUntil is null ? DocumentStatus.Issued : DocumentStatus.Presented,
            SignUntil = signUntil,
            ValidUntil = wanted.ValidUntil,
            Agreed = wanted.Agreed,
            Says = wanted.Says,
            RetainUntil = retain,
        };
        return await documents.AddAsync(document, Happened(document), cancellation);
    }

    private static NewEvent Happened(ContractDocument document)
    {
        var put = new DocumentPut(
            document.Id,
            document.Kind,
            document.MemberId,
            document.SubjectId,
            document.Template,
            document.File.Sha256,
            document.CreatedAt
        );
        return (document.SignUntil is null ? ContractEvents.DocumentIssued : ContractEvents.DocumentPresented).With(put);
    }

    /// <summary>A paper of either sort, before it is drawn.</summary>
    private sealed record Wanted(string MemberId, string SubjectId, DocumentData Data)
    {
        public DateOnly? ValidUntil { get; init; }

        public EarlierStep? Agreed { get; init; }

        public string? Says { get; init; }
    }
}
