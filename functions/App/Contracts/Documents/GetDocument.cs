using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Documents;

/// <summary>The member's own documents: one, or all of them, newest first.</summary>
internal sealed class GetDocument(DocumentStore documents, VerifyCodes codes)
{
    private const int PageSize = 20;

    internal static void Map(RouteGroupBuilder contracts)
    {
        contracts
            .MapGet("/documents", HandleListAsync)
            .RequireMember()
            .WithSummary("Lista tus documentos, del más nuevo al más antiguo.")
            .WithName("ListDocuments");
        contracts
            .MapGet("/documents/{id}", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra un documento tuyo y si espera tu firma.")
            .WithName("GetDocument");
    }

    internal static string Address(string id) => $"/api/v1/contracts/documents/{id}";

    private static async Task<Ok<DocumentList>> HandleListAsync(
        string? after,
        CurrentMember member,
        GetDocument slice,
        CancellationToken cancellation
    ) => TypedResults.Ok(await slice.ListAsync(member.MemberId, after, cancellation));

    private static async Task<Results<Ok<DocumentView>, ProblemResult>> HandleAsync(
        string id,
        CurrentMember member,
        GetDocument slice,
        CancellationToken cancellation
    ) => (await slice.FindAsync(id, member.MemberId, cancellation)).ToOk();

    internal async Task<DocumentList> ListAsync(string memberId, string? after, CancellationToken cancellation)
    {
        var (found, next) = await documents.ListAsync(memberId, after, PageSize, cancellation);
        return new DocumentList([.. found.Select(document => DocumentView.Of(document, codes))], next);
    }

    internal async Task<Result<DocumentView>> FindAsync(string id, string memberId, CancellationToken cancellation) =>
        await documents.FindAsync(id, memberId, cancellation) is { State: { } document }
            ? DocumentView.Of(document, codes)
            : ContractErrors.NotFound;
}
