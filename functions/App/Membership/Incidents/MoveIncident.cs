using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Incidents;

/// <param name="Sha256">Lower-case hex of the file.</param>
internal sealed record EvidenceNote(string? Sha256, string? Note);

/// <param name="Reference">The authority's number.</param>
/// <param name="At">When the authority took it.</param>
internal sealed record AuthorityNotice(string? Reference, DateTimeOffset At);

internal sealed record IncidentClosure(string? Conclusion);

/// <summary>The steps of an incident after it was registered: evidence, notice to the authority, closure.</summary>
internal sealed class MoveIncident(IncidentStore incidents, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership)
    {
        membership
            .MapPost(
                $"{RegisterIncident.Route}/{{id}}/evidence",
                (
                    string id,
                    EvidenceNote note,
                    ClaimsPrincipal officer,
                    IdempotentCommand command,
                    MoveIncident slice,
                    CancellationToken c
                ) => slice.AnswerAsync(slice.AddAsync(id, note, officer.Identity!.Name!, command.Identity, c))
            )
            .RequireStaff(RegisterIncident.Counsel)
            .RequireIdempotencyKey()
            .WithSummary("Anota una prueba de un incidente por su huella.")
            .WithName("AddIncidentEvidence");
        membership
            .MapPost(
                $"{RegisterIncident.Route}/{{id}}/notice",
                (
                    string id,
                    AuthorityNotice notice,
                    ClaimsPrincipal officer,
                    IdempotentCommand command,
                    MoveIncident slice,
                    CancellationToken c
                ) => slice.AnswerAsync(slice.NotifyAsync(id, notice, officer.Identity!.Name!, command.Identity, c))
            )
            .RequireStaff(RegisterIncident.Counsel)
            .RequireIdempotencyKey()
            .WithSummary("Anota el aviso de un incidente a la autoridad.")
            .WithName("NotifyIncident");
        membership
            .MapPost(
                $"{RegisterIncident.Route}/{{id}}/closure",
                (
                    string id,
                    IncidentClosure closure,
                    ClaimsPrincipal officer,
                    IdempotentCommand command,
                    MoveIncident slice,
                    CancellationToken c
                ) => slice.AnswerAsync(slice.CloseAsync(id, closure, officer.Identity!.Name!, command.Identity, c))
            )
            .RequireStaff(RegisterIncident.Counsel)
            .RequireIdempotencyKey()
            .WithSummary("Cierra un incidente y dice qué se hizo.")
            .WithName("CloseIncident");
    }

    internal Task<Result<SecurityIncident>> AddAsync(
        string id,
        EvidenceNote note,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var evidence = new IncidentEvidence(note.Sha256 ?? "", note.Note?.Trim() ?? "", officer, time.GetUtcNow());
        var moved = new IncidentMoved(id, officer, note.Sha256);
        return incidents.ChangeAsync(
            id,
            command,
            IncidentEvents.EvidenceAdded,
            moved,
            before => IncidentRules.Add(before, evidence),
            cancellation
        );
    }

    internal Task<Result<SecurityIncident>> NotifyAsync(
        string id,
        AuthorityNotice notice,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var (now, at) = (time.GetUtcNow(), notice.At.ToUniversalTime());
        var moved = new IncidentMoved(id, officer, notice.Reference);
        return incidents.ChangeAsync(
            id,
            command,
            IncidentEvents.Notified,
            moved,
            before => IncidentRules.Notify(before, notice.Reference, at, now),
            cancellation
        );
    }

    internal Task<Result<SecurityIncident>> CloseAsync(
        string id,
        IncidentClosure closure,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    ) =>
        incidents.ChangeAsync(
            id,
            command,
            IncidentEvents.Closed,
            new IncidentMoved(id, officer, null),
            before => IncidentRules.Close(before, closure.Conclusion, time.GetUtcNow()),
            cancellation
        );

    private async Task<Results<Ok<IncidentView>, ProblemResult>> AnswerAsync(Task<Result<SecurityIncident>> step) =>
        (await step).Then<IncidentView>(incident => IncidentView.Of(incident, time.GetUtcNow())).ToOk();
}
