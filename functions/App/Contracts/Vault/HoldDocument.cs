using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Documents;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Vault;

/// <summary>Number of the court's or counsel's order; null lifts the hold.</summary>
internal sealed record HoldRequest(string? Reference);

/// <summary>The hold as it stands.</summary>
internal sealed record HoldView(string DocumentId, string? Reference, DateTimeOffset? Since);

/// <summary>A legal hold was entered or lifted.</summary>
internal sealed record HoldChanged(string DocumentId, string? Reference, string Officer, DateTimeOffset At);

/// <summary>Counsel keeps a document from ever being deleted, or lets it go; either is an event with the officer's id.</summary>
internal sealed class HoldDocument(DocumentStore documents, TimeProvider time)
{
    private const int LongestReference = 60;

    internal static readonly EventKind<HoldChanged> Changed = new("contracts.hold-changed", ContractsJson.Default.HoldChanged);

    internal static void Map(RouteGroupBuilder contracts) =>
        contracts
            .MapPost("/backoffice/documents/{id}/hold", HandleAsync)
            .RequireStaff("counsel")
            .RequireIdempotencyKey()
            .WithSummary("Impide o permite que un documento se borre al acabar su plazo.")
            .WithName("HoldDocument");

    private static async Task<Results<Ok<HoldView>, ProblemResult>> HandleAsync(
        string id,
        HoldRequest request,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        HoldDocument slice,
        CancellationToken cancellation
    ) => (await slice.ChangeAsync(id, request, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal async Task<Result<HoldView>> ChangeAsync(
        string id,
        HoldRequest request,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (request.Reference is { Length: 0 or > LongestReference } || (await documents.ReadAsync(id, cancellation)).State is null)
        {
            return ContractErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var hold = request.Reference is { } reference ? new LegalHold(reference, officer, now) : null;
        var changed = await documents.ChangeAsync(
            id,
            command,
            before => new Commit<ContractDocument>(before with { Hold = hold })
            {
                Events = [Changed.With(new HoldChanged(id, request.Reference, officer, now))],
                Answer = new IdempotencyRecord(200, id),
            },
            cancellation
        );
        return changed.Then<HoldView>(after => new HoldView(id, after.Hold?.Reference, after.Hold?.Since));
    }
}
