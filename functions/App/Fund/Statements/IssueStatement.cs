using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Messages;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Statements;

/// <summary>The months that the paper is wanted for, as the query of the statement has them; null for no limit.</summary>
internal sealed record WantedStatement(string? From, string? To);

/// <summary>A statement on the institution's paper.</summary>
/// <param name="LinkPath">Route that gives a short-lived download address, once the seal is on it.</param>
/// <param name="VerifyCode">What anybody checks it by.</param>
internal sealed record IssuedStatement(string DocumentId, DateOnly From, DateOnly To, string Sha256, string LinkPath, string VerifyCode);

/// <summary>
/// Row D14: the statement as a sealed PDF that anybody can check, out of the very figures that <see cref="GetMyStatement"/> answers. The
/// same figures again are the same document: only another posting, or other months, make another paper.
/// </summary>
internal sealed class IssueStatement(ReadStatement statements, ContractDocuments documents)
{
    /// <summary>Each paper is drawn, sealed, stamped and kept for years.</summary>
    private static readonly RateLimitPolicy Limit = new("fund-statements", 20, TimeSpan.FromDays(1));

    internal static void Map(RouteGroupBuilder fund) =>
        fund.MapPost("/me/statements", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .RateLimit(Limit)
            .WithSummary("Pide tu estado de cuenta en PDF, sellado y con código QR.")
            .WithName("IssueStatement");

    private static async Task<Results<Created<IssuedStatement>, ProblemResult>> HandleAsync(
        WantedStatement wanted,
        CurrentMember caller,
        IdempotentCommand command,
        IssueStatement slice,
        CancellationToken cancellation
    )
    {
        _ = command;
        var issued = await slice.IssueAsync(caller.MemberId, wanted, cancellation);
        return issued.ToCreated(paper => paper.LinkPath);
    }

    /// <returns>The paper, <c>fund.period-invalid</c>, <c>fund.account-not-found</c>, or <c>contracts.member-unknown</c>.</returns>
    internal async Task<Result<IssuedStatement>> IssueAsync(string memberId, WantedStatement wanted, CancellationToken cancellation)
    {
        var read = await statements.ReadAsync(memberId, wanted.From, wanted.To, cancellation);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var issued = await documents.IssueAsync(new IssueDocument(memberId, memberId, StatementPaper.Of(read.Value)), cancellation);
        return issued.Then<IssuedStatement>(paper => new IssuedStatement(
            paper.DocumentId,
            read.Value.From,
            read.Value.To,
            paper.Sha256,
            paper.LinkPath,
            paper.VerifyCode
        ));
    }
}
