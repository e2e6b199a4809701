using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Vault;

/// <summary>
/// Files leave through a signed address of our own that lives five minutes (decision 29): a phone's PDF reader fetches it without a
/// token, in parts when the connection breaks. The address names document and version; it opens nothing else.
/// </summary>
internal sealed class DownloadDocument(
    DocumentStore documents,
    DocumentFiles files,
    SignedTickets tickets,
    IOptions<HostingOptions> hosting,
    TimeProvider time
)
{
    private const string Purpose = "contract-file";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    internal static void Map(RouteGroupBuilder contracts)
    {
        contracts
            .MapGet("/documents/{id}/link", HandleLinkAsync)
            .RequireMember()
            .WithSummary("Da una dirección para bajar un documento tuyo durante cinco minutos.")
            .WithName("LinkDocument");
        contracts
            .MapGet("/files/{ticket}", HandleFileAsync)
            .AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf")
            .WithSummary("Entrega el archivo de una dirección que dimos hace menos de cinco minutos.")
            .WithName("DownloadDocument");
    }

    private static async Task<Results<Ok<DocumentLink>, ProblemResult>> HandleLinkAsync(
        string id,
        CurrentMember member,
        DownloadDocument slice,
        CancellationToken cancellation
    ) => (await slice.LinkAsync(id, member.MemberId, cancellation)).ToOk();

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> HandleFileAsync(
        string ticket,
        DownloadDocument slice,
        CancellationToken cancellation
    )
    {
        var file = await slice.FindAsync(ticket, cancellation);
        return file.Error is { } refused
            ? refused.ToProblem()
            : TypedResults.Stream(
                await slice.OpenAsync(file.Value, cancellation),
                DocumentFiles.Pdf,
                entityTag: new EntityTagHeaderValue($"\"{file.Value.Sha256}\""),
                enableRangeProcessing: true
            );
    }

    internal async Task<Result<DocumentLink>> LinkAsync(string id, string memberId, CancellationToken cancellation)
    {
        if (await documents.FindAsync(id, memberId, cancellation) is not { State: { RemovedAt: null } document })
        {
            return ContractErrors.NotFound;
        }

        if (document.Status == DocumentStatus.Issued)
        {
            return ContractErrors.NotReady;
        }

        var expires = time.GetUtcNow() + Life;
        var ticket = tickets.Write(Purpose, $"{document.Id}|{document.Current.Sha256}", expires);
        var url = hosting.Value.PublicAddress($"/api/v1/contracts/files/{ticket}");
        return new DocumentLink(url, expires, document.Current.Sha256, document.Current.Length);
    }

    /// <summary>The file that a ticket opens; it is read to its end once before it is handed out, since a changed file must not leave.</summary>
    internal async Task<Result<VaultReceipt>> FindAsync(string ticket, CancellationToken cancellation)
    {
        if (tickets.Read(Purpose, ticket)?.Split('|') is not [var id, var sha256])
        {
            return ContractErrors.LinkInvalid;
        }

        var document = (await documents.ReadAsync(id, cancellation)).State;
        var file =
            document?.Sealed?.Sha256 == sha256 ? document.Sealed
            : document?.File.Sha256 == sha256 ? document.File
            : null;
        if (file is null)
        {
            return ContractErrors.LinkInvalid;
        }

        var content = await files.ReadAsync(file, cancellation);
        return content.Error is { } tampered ? tampered : file;
    }

    internal Task<Stream> OpenAsync(VaultReceipt file, CancellationToken cancellation) => files.OpenAsync(file, cancellation);
}
