using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Incidents;

/// <summary>What happened, without data of persons.</summary>
/// <param name="Kind"><c>access</c>, <c>loss</c>, <c>disclosure</c>, <c>alteration</c> or <c>unavailability</c>.</param>
/// <param name="Affected">About how many people.</param>
/// <param name="DetectedAt">When somebody first saw it; the clock of the notice runs from there.</param>
internal sealed record IncidentReport(string? Kind, string? Summary, int Affected, DateTimeOffset DetectedAt);

/// <summary>Enters a security incident in the register and sets the alarms of its notice.</summary>
internal sealed class RegisterIncident(IncidentStore incidents, EffectiveDated<IncidentTerms> terms, TimeProvider time)
{
    internal const string Route = "/backoffice/security-incidents";
    internal const string Counsel = "counsel";

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost(Route, HandleAsync)
            .RequireStaff(Counsel)
            .RequireIdempotencyKey()
            .WithSummary("Registra un incidente de seguridad y pone su plazo de aviso.")
            .WithName("RegisterIncident");

    private static async Task<Results<Created<IncidentView>, ProblemResult>> HandleAsync(
        IncidentReport report,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        RegisterIncident slice,
        CancellationToken cancellation
    ) =>
        (await slice.RegisterAsync(report, officer.Identity!.Name!, command.Identity, cancellation))
            .Then<IncidentView>(incident => IncidentView.Of(incident, slice.Now))
            .ToCreated(view => IncidentView.Address(view.Id));

    private DateTimeOffset Now => time.GetUtcNow();

    internal async Task<Result<SecurityIncident>> RegisterAsync(
        IncidentReport report,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var row = terms.At(LimaTime.DateOf(Now));
        if (row.Error is { } undated)
        {
            return undated;
        }

        var at = report.DetectedAt.ToUniversalTime();
        var wished = new SecurityIncident(
            command.CommandId,
            report.Kind ?? "",
            report.Summary?.Trim() ?? "",
            report.Affected,
            at,
            at,
            officer
        );
        var registered = IncidentRules.Register(wished, row.Value, Now);
        return registered.Error is { } refused ? refused : await incidents.AddAsync(registered.Value, row.Value, command, cancellation);
    }
}
