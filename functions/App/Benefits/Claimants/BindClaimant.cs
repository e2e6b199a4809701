using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Officers;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claimants;

/// <summary>The phone that the person in front of the officer holds.</summary>
internal sealed record ClaimantPhone(string Phone)
{
    public override string ToString() => nameof(ClaimantPhone);
}

/// <summary>Somebody who waits; ids only: who it is the officer sees at the counter.</summary>
internal sealed record WaitingClaimant(string ClaimantId, DateTimeOffset AskedAt);

/// <param name="ClaimId">The death claim that the claimant follows from now on.</param>
internal sealed record BoundClaimant(string ClaimantId, string ClaimId);

/// <summary>
/// An officer has seen the person, the document and the certificate: the death is reported, its claim opened or found, and the phone
/// bound. Only now do codes go out.
/// </summary>
internal sealed class BindClaimant(ClaimantStore claimants, ReportDeath deaths)
{
    private ClaimantStore Claimants { get; } = claimants;

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapGet("/backoffice/claimants", ListAsync)
            .RequireStaff(WorkRules.Analyst)
            .WithSummary("Lista los avisos de fallecimiento que esperan a una persona.")
            .WithName("ListClaimants");
        benefits
            .MapPost("/backoffice/claimants/{id}/phone", HandleAsync)
            .RequireStaff(WorkRules.Analyst)
            .RequireIdempotencyKey()
            .WithSummary("Da por vista a la persona y anota su celular.")
            .WithName("BindClaimant");
    }

    private static async Task<Results<Ok<Page<WaitingClaimant>>, ProblemResult>> ListAsync(
        HttpRequest request,
        BindClaimant slice,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        if (page.Error is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (waiting, next) = await slice.Claimants.WaitingAsync(page.Value.After, page.Value.Limit, cancellation);
        var items = waiting.Select(claimant => new WaitingClaimant(claimant.Id, claimant.AskedAt)).ToArray();
        return TypedResults.Ok(new Page<WaitingClaimant>(items, next is null ? null : PageRequest.CursorFor(next)));
    }

    private static async Task<Results<Ok<BoundClaimant>, ProblemResult>> HandleAsync(
        string id,
        ClaimantPhone phone,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        BindClaimant slice,
        CancellationToken cancellation
    ) => (await slice.BindAsync(id, phone.Phone, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal async Task<Result<BoundClaimant>> BindAsync(
        string id,
        string phone,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var number = MobileNumber.Parse(phone);
        if (number.Error is { } wrong)
        {
            return wrong;
        }

        if (await Claimants.FindAsync(id, cancellation) is null || await Claimants.PersonAsync(id, cancellation) is not var (key, person))
        {
            return BenefitErrors.ClaimantNotFound;
        }

        var claim = await deaths.ReportAsync(new DeathReport(person.DeceasedDni, person.DiedOn), officer, command, cancellation);
        if (claim.Error is { } refused)
        {
            return refused;
        }

        var claimId = claim.Value.State.Id;
        var bound = await Claimants.StepAsync(
            id,
            command,
            ("bound", officer),
            claimant => ClaimantRules.Bind(claimant, claimId, officer),
            cancellation,
            [ClaimantStore.Seal(key, person with { Phone = number.Value.E164 })]
        );
        return bound.Error is { } unbound ? unbound : await FollowAsync(id, claimId, officer, command, cancellation);
    }

    /// <summary>The claim knows whom its news go to.</summary>
    private async Task<Result<BoundClaimant>> FollowAsync(
        string id,
        string claimId,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var followed = await deaths.FollowAsync(claimId, id, officer, command, cancellation);
        return followed.Then<BoundClaimant>(_ => new BoundClaimant(id, claimId));
    }
}
