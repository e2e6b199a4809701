using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Serverless.App.Contracts.Letters;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Vault;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Http;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>The code that the member got for this very document.</summary>
internal sealed record SignatureRequest(string ChallengeId, string Code)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => nameof(SignatureRequest);
}

/// <summary>
/// The member signs (domain.md §3.2): what the policy table asks of the kind is gathered, written into the evidence file, and the file put
/// away before the row says that the document is signed. A crash at any step leaves a document that can be signed with the same command.
/// </summary>
internal sealed class SignDocument(
    DocumentStore documents,
    DocumentFiles files,
    VerifyCodes verify,
    OperationGate gate,
    LetterStore letters,
    GivenConsents consents,
    IOptions<HostingOptions> hosting,
    TimeProvider time
)
{
    private const int LongestField = 128;

    internal static void Map(RouteGroupBuilder contracts) =>
        contracts
            .MapPost("/documents/{id}/sign", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Firma un documento con tu rostro y el código que te llegó para él.")
            .WithName("SignDocument");

    private static async Task<Results<Ok<DocumentView>, ProblemResult>> HandleAsync(
        string id,
        SignatureRequest request,
        CurrentMember member,
        IdempotentCommand command,
        HttpRequest http,
        SignDocument slice,
        CancellationToken cancellation
    )
    {
        var place = new SigningPlace(http.Headers.UserAgent.ToString(), ClientAddress.Of(http, slice._hosting));
        return (await slice.SignAsync(id, member, request, place, command.Identity, cancellation)).ToOk();
    }

    private readonly HostingOptions _hosting = hosting.Value;

    internal async Task<Result<DocumentView>> SignAsync(
        string id,
        CurrentMember member,
        SignatureRequest request,
        SigningPlace place,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (request is not { ChallengeId.Length: > 0 and <= LongestField, Code.Length: > 0 and <= LongestField })
        {
            return ContractErrors.BadSignature;
        }

        if (await documents.FindAsync(id, member.MemberId, cancellation) is not { State: { } document })
        {
            return ContractErrors.NotFound;
        }

        // Out of turn: no code is spent. If it is the repetition of the signature that was taken, the store knows it.
        if (await OutOfTurnAsync(document, cancellation) is { } outOfTurn)
        {
            return View(await documents.ChangeAsync(id, command, _ => outOfTurn, cancellation));
        }

        var proof = await ProveAsync(document, member, request, place, command, cancellation);
        return proof.Error is { } refused ? refused : View(await KeepAsync(document, proof.Value, command, cancellation));
    }

    /// <summary>Of letters only the newest draft counts, and none after a reported death.</summary>
    private async Task<Error?> OutOfTurnAsync(ContractDocument document, CancellationToken cancellation) =>
        DocumentRules.MayBeSigned(document, time.GetUtcNow()).Error is { } outOfTurn ? outOfTurn
        : document.Kind != DocumentKinds.BeneficiaryLetter ? null
        : LetterRules.MayBeSigned((await letters.ReadAsync(document.MemberId, cancellation)).Book, document.Id).Error;

    private async Task<Result<SigningProof>> ProveAsync(
        ContractDocument document,
        CurrentMember member,
        SignatureRequest request,
        SigningPlace place,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var act = SigningAct.Of(document);
        var shown = new SensitiveAct(act.Operation, act.Hash)
        {
            ChallengeId = request.ChallengeId,
            Code = request.Code,
            After = document.Agreed,
        };
        var passed = await gate.PassAsync(member, shown, command, cancellation);
        return passed.Error is { } refused
            ? refused
            : new SigningProof(member, passed.Value, place) { Consents = await consents.OfAsync(member.MemberId, cancellation) };
    }

    private async Task<Result<ContractDocument>> KeepAsync(
        ContractDocument document,
        SigningProof proof,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var evidence = SignatureEvidence.Of(document, SigningAct.Of(document), proof, now);
        var content = evidence.ToJson();
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        var stored = await files.PutAsync(document.Id, "evidence", content, sha256, document.RetainUntil, cancellation);
        return stored.Error is { } unstored
            ? unstored
            : await documents.ChangeAsync(document.Id, command, before => Commit(before, stored.Value, evidence, now), cancellation);
    }

    private static Result<Commit<ContractDocument>> Commit(
        ContractDocument before,
        VaultReceipt evidence,
        EvidenceFile file,
        DateTimeOffset now
    ) =>
        DocumentRules
            .Sign(before, evidence, file.Head, now)
            .Then<Commit<ContractDocument>>(after => new Commit<ContractDocument>(after)
            {
                Events = [ContractEvents.DocumentSigned.With(Signed(after, evidence))],
                Answer = new IdempotencyRecord(200, after.Id),
            });

    private static DocumentSigned Signed(ContractDocument after, VaultReceipt evidence) =>
        new(
            after.Id,
            after.Kind,
            after.MemberId,
            after.SubjectId,
            after.File.Sha256,
            after.SignedAt!.Value,
            after.EvidenceHead!,
            evidence.Sha256
        );

    private Result<DocumentView> View(Result<ContractDocument> document) =>
        document.Then<DocumentView>(one => DocumentView.Of(one, verify));
}
