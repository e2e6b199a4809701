using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Messages;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations.Papers;

/// <summary>What is to be signed to join.</summary>
/// <param name="DocumentId">Of the CADAP; opened and signed under <c>/api/v1/contracts/documents/{id}</c>.</param>
/// <param name="ContractSigned">Whether the CADAP is signed.</param>
/// <param name="LetterSigned">Whether a beneficiary letter is signed; drafted with <c>POST /api/v1/contracts/beneficiary-letters</c>.</param>
internal sealed record AffiliationPapersView(
    string DocumentId,
    string Sha256,
    string Operation,
    IReadOnlyList<string> Parts,
    bool ContractSigned,
    bool LetterSigned
);

/// <summary>Row D23: the papers of an open affiliation, ready to be read and signed.</summary>
internal sealed class PresentAffiliationPapers(
    AffiliationStore affiliations,
    MemberStore members,
    AffiliationPapers papers,
    ContractDocuments documents,
    BeneficiaryLetters letters
)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/affiliations/current/papers", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Prepara los documentos de tu inscripción para que los leas y firmes.")
            .WithName("PresentAffiliationPapers");

    private static async Task<Results<Ok<AffiliationPapersView>, ProblemResult>> HandleAsync(
        CurrentMember member,
        IdempotentCommand command,
        PresentAffiliationPapers slice,
        CancellationToken cancellation
    )
    {
        // Presenting again is the same paper: the key says nothing that the figures do not.
        _ = command;
        return (await slice.PresentAsync(member.MemberId, cancellation)).ToOk();
    }

    internal async Task<Result<AffiliationPapersView>> PresentAsync(string memberId, CancellationToken cancellation)
    {
        if (await members.ReadAsync(memberId, cancellation) is not { State: var member })
        {
            return MembershipErrors.MemberNotFound;
        }

        var known = await affiliations.ReadAsync(memberId, cancellation);
        if (!AffiliationRules.IsOpen(known.State.Status))
        {
            return AffiliationRules.NotAllowed(known.State.Status);
        }

        var paper = await papers.PresentAsync(known.State, member, cancellation);
        if (paper.Error is { } refused)
        {
            return refused;
        }

        var facts = await documents.FindAsync(paper.Value.DocumentId, cancellation);
        return new AffiliationPapersView(
            paper.Value.DocumentId,
            paper.Value.Sha256,
            paper.Value.Operation,
            paper.Value.Parts,
            facts is { IsSignedAndValid: true },
            await letters.IsSignedAsync(memberId, cancellation)
        );
    }
}
