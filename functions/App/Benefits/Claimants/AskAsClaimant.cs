using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claimants;

/// <summary>Somebody says that a member has died and that they are a beneficiary or heir.</summary>
internal sealed record ClaimantWish(string DeceasedDni, DateOnly DiedOn, string Dni, string Name, string Kinship)
{
    public override string ToString() => nameof(ClaimantWish);
}

/// <param name="ClaimantId">For the code, once an officer has bound a phone.</param>
internal sealed record ClaimantAsked(string ClaimantId, string Next);

/// <summary>
/// A stranger's word opens no claim and freezes nothing: it waits until an officer has seen the person. The answer is the same whether
/// the dead member is known or not.
/// </summary>
internal sealed class AskAsClaimant(ClaimantStore claimants, TimeProvider time)
{
    private const int LongestName = 120;
    private static readonly RateLimitPolicy PerDevice = new("benefits-claimants", 5, TimeSpan.FromDays(1));

    internal static void Map(RouteGroupBuilder benefits) =>
        benefits
            .MapPost("/claimants", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .RateLimit(PerDevice)
            .WithSummary("Avisa el fallecimiento de un asociado si eres beneficiario o heredero.")
            .WithName("AskAsClaimant");

    private static async Task<Results<Accepted<ClaimantAsked>, ProblemResult>> HandleAsync(
        ClaimantWish wish,
        CurrentDevice device,
        IdempotentCommand command,
        AskAsClaimant slice,
        CancellationToken cancellation
    ) =>
        (await slice.AskAsync(wish, device.Thumbprint, command.Identity, cancellation)).ToAccepted(asked =>
            $"/api/v1/benefits/claimants/{asked.ClaimantId}"
        );

    internal async Task<Result<ClaimantAsked>> AskAsync(
        ClaimantWish wish,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var dni = Dni.Parse(wish.Dni);
        var deceased = Dni.Parse(wish.DeceasedDni);
        if (
            !dni.IsSuccess
            || !deceased.IsSuccess
            || wish.DiedOn > LimaTime.DateOf(now)
            || wish.Name is not { Length: > 0 and <= LongestName }
            || wish.Kinship is not { Length: > 0 and <= 40 }
        )
        {
            return BenefitErrors.ClaimantInvalid;
        }

        var id = claimants.IdOf(device, command.CommandId);
        var person = new ClaimantPerson(dni.Value.Value, wish.Name, wish.Kinship, deceased.Value.Value, wish.DiedOn, null);
        var asked = await claimants.AskAsync(new Claimant(id, device, now), person, command, cancellation);
        return asked.Then<ClaimantAsked>(_ => new ClaimantAsked(id, "Acércate a una oficina con tu DNI y el acta de defunción."));
    }
}
