using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claimants;

/// <param name="Dni">The claimant's own: what an eye over the shoulder does not know.</param>
internal sealed record ClaimantEntry(string Dni)
{
    public override string ToString() => nameof(ClaimantEntry);
}

/// <param name="Code">As it came by text message.</param>
internal sealed record ClaimantCode(string Code)
{
    public override string ToString() => nameof(ClaimantCode);
}

/// <summary>The same to everybody, known or not.</summary>
internal sealed record ClaimantCodeAsked(int ExpiresIn, int ResendAfterSeconds);

/// <param name="AccessToken">For <c>Authorization: Bearer</c> on this device; opens one claim.</param>
internal sealed record ClaimantEntered(string AccessToken, int ExpiresIn)
{
    public override string ToString() => nameof(ClaimantEntered);
}

/// <summary>DNI, then a code on the bound phone, then a token that opens one claim on this device for a quarter of an hour.</summary>
internal sealed class EnterAsClaimant(ClaimantStore claimants, SignedTickets tickets, TimeProvider time)
{
    internal const string Purpose = "benefit-claimant";
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private static readonly RateLimitPolicy PerDevice = new("benefits-claimant-codes", 10, TimeSpan.FromHours(1));

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost("/claimants/{id}/code", AskCodeAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .RateLimit(PerDevice)
            .WithSummary("Pide el código para ver tu trámite de fallecimiento.")
            .WithName("AskClaimantCode");
        benefits
            .MapPost("/claimants/{id}/session", EnterAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Entra con el código a tu trámite de fallecimiento.")
            .WithName("EnterAsClaimant");
    }

    private static async Task<Results<Accepted<ClaimantCodeAsked>, ProblemResult>> AskCodeAsync(
        string id,
        ClaimantEntry entry,
        CurrentDevice device,
        IdempotentCommand command,
        EnterAsClaimant slice,
        CancellationToken cancellation
    ) =>
        (await slice.AskAsync(id, entry, device.Thumbprint, command.Identity, cancellation)).ToAccepted(_ =>
            $"/api/v1/benefits/claimants/{id}"
        );

    private static async Task<Results<Ok<ClaimantEntered>, ProblemResult>> EnterAsync(
        string id,
        ClaimantCode code,
        CurrentDevice device,
        IdempotentCommand command,
        EnterAsClaimant slice,
        CancellationToken cancellation
    ) => (await slice.TakeAsync(id, code.Code ?? "", device.Thumbprint, command.Identity, cancellation)).ToOk();

    internal async Task<Result<ClaimantCodeAsked>> AskAsync(
        string id,
        ClaimantEntry entry,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var answer = new ClaimantCodeAsked((int)ClaimantRules.CodeLife.TotalSeconds, (int)ClaimantRules.Pause.TotalSeconds);
        var known = await claimants.FindAsync(id, cancellation);
        var person = known is null ? null : await claimants.PersonAsync(id, cancellation);
        if (Dni.Parse(entry.Dni) is not { IsSuccess: true, Value.Value: var dni } || person?.Person.Dni != dni)
        {
            return answer;
        }

        var asked = await claimants.StepAsync(
            id,
            command,
            ("code-asked", ClaimAct.Claimant),
            claimant => ClaimantRules.AskCode(claimant, device, now) is { } next ? next : BenefitErrors.ClaimantCodeWrong,
            cancellation
        );
        return asked.Error is { } error && error == StorageErrors.PreconditionFailed ? error : answer;
    }

    internal async Task<Result<ClaimantEntered>> TakeAsync(
        string id,
        string code,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        if (await claimants.FindAsync(id, cancellation) is null)
        {
            return BenefitErrors.ClaimantCodeWrong;
        }

        var spent = await claimants.StepAsync(
            id,
            command,
            ("guess", ClaimAct.Claimant),
            claimant => ClaimantRules.Spend(claimant, device, now),
            cancellation
        );
        if (spent.Error is { } refused)
        {
            return refused;
        }

        if (!claimants.IsRight(spent.Value, code))
        {
            return BenefitErrors.ClaimantCodeWrong;
        }

        var entered = await claimants.StepAsync(
            id,
            command,
            ("entered", ClaimAct.Claimant),
            claimant => claimant with { CodeUsed = true },
            cancellation
        );
        return entered.Then<ClaimantEntered>(claimant => new ClaimantEntered(
            tickets.Write(Purpose, TextOf(claimant), now + TokenLife),
            (int)TokenLife.TotalSeconds
        ));
    }

    /// <summary>Claimant, device and code: a newer code ends the sessions of older ones.</summary>
    internal static string TextOf(Claimant claimant) =>
        string.Create(CultureInfo.InvariantCulture, $"{claimant.Id} {claimant.Device} {claimant.CodeNumber}");
}
