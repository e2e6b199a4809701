using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations.Papers;

/// <summary>What is to be signed to join.</summary>
/// <param name="DocumentId">Of the CADAP; opened and signed under <c>/api/v1/contracts/documents/{id}</c>.</param>
/// <param name="ContractSigned">Whether the CADAP is signed.</param>
/// <param name="LetterSigned">Whether a beneficiary letter is signed; drafted with <c>POST /api/v1/contracts/beneficiary-letters</c>.</param>
internal sealed record AffiliationPapersView(string DocumentId, bool ContractSigned, bool LetterSigned)
{
    /// <summary>Of the very bytes; with operation and parts empty once it is signed.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What face and code are asked for.</summary>
    public required string Operation { get; init; }

    public required IReadOnlyList<string> Parts { get; init; }
}

/// <summary>Row D23: the papers of an open affiliation, ready to be read and signed.</summary>
internal sealed class PresentAffiliationPapers(
    AffiliationStore affiliations,
    MemberStore members,
    AffiliationPapers papers,
    TimeProvider time
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
    ) => (await slice.PresentAsync(member.MemberId, command.Identity, cancellation)).ToOk();

    internal async Task<Result<AffiliationPapersView>> PresentAsync(
        string memberId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (await members.ReadAsync(memberId, cancellation) is not { State: var member })
        {
            return MembershipErrors.MemberNotFound;
        }

        var known = (await affiliations.ReadAsync(memberId, cancellation)).State;
        if (!AffiliationRules.IsBeforePayroll(known.Status))
        {
            return AffiliationRules.NotAllowed(known.Status);
        }

        var how = await papers.ReadAsync(known, cancellation);
        if (how.ContractSigned)
        {
            return new AffiliationPapersView(known.ContractId!, true, how.LetterSigned)
            {
                Sha256 = "",
                Operation = "",
                Parts = [],
            };
        }

        var paper = await papers.PresentAsync(known, member, cancellation);
        if (paper.Error is { } refused)
        {
            return refused;
        }

        var kept = await KeepAsync(known, paper.Value.DocumentId, command, cancellation);
        return kept.Then<AffiliationPapersView>(_ => new AffiliationPapersView(paper.Value.DocumentId, false, how.LetterSigned)
        {
            Sha256 = paper.Value.Sha256,
            Operation = paper.Value.Operation,
            Parts = paper.Value.Parts,
        });
    }

    /// <summary>The round knows its paper; presented again, the same paper changes nothing.</summary>
    private async Task<Result<Affiliation>> KeepAsync(
        Affiliation known,
        string contractId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (known.ContractId == contractId)
        {
            return known;
        }

        var now = time.GetUtcNow();
        var kept = await affiliations.ChangeAsync(
            known.MemberId,
            command,
            before =>
                before.Round != known.Round
                    ? AffiliationRules.NotAllowed(before.Status)
                    : AffiliationRules
                        .Present(before, contractId, now)
                        .Then<Commit<Affiliation>>(after => new Commit<Affiliation>(after)
                        {
                            Events = PaperSteps.Between(before with { ContractId = contractId }, after.Status),
                        }),
            cancellation
        );
        return kept.Then<Affiliation>(one => one.State);
    }
}
