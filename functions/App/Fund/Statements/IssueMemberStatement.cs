using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Messages;
using Serverless.App.Fund.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Statements;

/// <summary>
/// The paper of a member's statement for who came to an office. As with the statement itself, that the officer looked is an event before
/// the answer, and the paper stands among the member's own documents.
/// </summary>
internal sealed class IssueMemberStatement(GetMemberStatement looks, IssueStatement papers, ContractDocuments documents)
{
    private const string Operation = "fund.issue-member-statement";

    internal static void Map(RouteGroupBuilder fund)
    {
        fund.MapPost("/backoffice/accounts/{memberId}/statements", HandleAsync)
            .RequireStaff("officer", "benefits-officer", FundModule.Desk.Owner)
            .RequireIdempotencyKey()
            .WithSummary("Emite el estado de cuenta de un asociado en PDF.")
            .WithName("IssueMemberStatement");
        fund.MapGet("/backoffice/accounts/{memberId}/statements/{documentId}/link", HandleLinkAsync)
            .RequireStaff("officer", "benefits-officer", FundModule.Desk.Owner)
            .WithSummary("Da una dirección para bajar el estado de cuenta de un asociado durante cinco minutos.")
            .WithName("LinkMemberStatement");
    }

    private static async Task<Results<Created<IssuedStatement>, ProblemResult>> HandleAsync(
        string memberId,
        WantedStatement wanted,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        IssueMemberStatement slice,
        CancellationToken cancellation
    )
    {
        _ = command;
        var issued = await slice.IssueAsync(memberId, wanted, officer.Identity!.Name!, cancellation);
        return issued.ToCreated(paper => paper.LinkPath);
    }

    private static async Task<Results<Ok<DocumentLink>, ProblemResult>> HandleLinkAsync(
        string memberId,
        string documentId,
        ClaimsPrincipal officer,
        IssueMemberStatement slice,
        CancellationToken cancellation
    ) => (await slice.LinkAsync(memberId, documentId, officer.Identity!.Name!, cancellation)).ToOk();

    private async Task<Result<IssuedStatement>> IssueAsync(
        string memberId,
        WantedStatement wanted,
        string officer,
        CancellationToken cancellation
    )
    {
        var seen = await looks.RecordAsync(new AccountViewed(memberId, officer, Operation), cancellation);
        if (seen.Error is { } unseen)
        {
            return unseen;
        }

        var issued = await papers.IssueAsync(memberId, wanted, cancellation);
        return issued.Then<IssuedStatement>(paper =>
            paper with
            {
                LinkPath = $"/api/v1/fund/backoffice/accounts/{memberId}/statements/{paper.DocumentId}/link",
            }
        );
    }

    /// <summary>Statements only: a member's letters and contracts are not this route's to hand out.</summary>
    private async Task<Result<DocumentLink>> LinkAsync(string memberId, string documentId, string officer, CancellationToken cancellation)
    {
        var known = await documents.FindAsync(documentId, cancellation);
        if (known?.MemberId != memberId || known.Kind != DocumentKinds.AccountStatement)
        {
            return FundErrors.StatementNotFound;
        }

        var seen = await looks.RecordAsync(new AccountViewed(memberId, officer, Operation), cancellation);
        return seen.Error is { } unseen ? unseen : await documents.LinkAsync(documentId, memberId, cancellation);
    }
}
