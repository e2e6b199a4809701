using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Security;

namespace Serverless.App.Benefits.Claimants;

/// <summary>The claim that the caller's token opens; handlers of routes with <c>RequireClaimant</c> take it as a parameter.</summary>
/// <param name="Id">Null when the token opens none: the handler is not called then.</param>
internal sealed record ClaimantClaim(string? Id)
{
    /// <summary>The claim's id, behind <c>RequireClaimant</c>.</summary>
    internal string Opened => Id ?? throw new InvalidOperationException("The route must call RequireClaimant");

    /// <summary>Minimal API binding; the device's proof was checked before routes run.</summary>
    public static async ValueTask<ClaimantClaim?> BindAsync(HttpContext http)
    {
        var device = (await CurrentDevice.BindAsync(http))!;
        var door = http.RequestServices.GetRequiredService<ClaimantDoor>();
        return new(await door.ClaimOfAsync(http.Request.Headers.Authorization.ToString(), device, http.RequestAborted));
    }
}

/// <summary>The door of a claimant's routes.</summary>
internal static class ClaimantExtensions
{
    /// <summary>A device that proves itself, with a token that opens a claim; the handler takes a <see cref="ClaimantClaim"/>.</summary>
    internal static RouteHandlerBuilder RequireClaimant(this RouteHandlerBuilder endpoint) =>
        endpoint
            .RequireDevice()
            .AddEndpointFilter(
                async (context, next) =>
                    context.Arguments.OfType<ClaimantClaim>().Single().Id is null
                        ? BenefitErrors.ClaimantSignedOut.ToProblem()
                        : await next(context)
            );
}

/// <summary>Reads the claimant's token: good on the device that entered, until it ends or a newer code is asked for.</summary>
internal sealed class ClaimantDoor(ClaimantStore claimants, SignedTickets tickets)
{
    private const string Bearer = "Bearer ";

    /// <param name="header">The header <c>Authorization</c>.</param>
    /// <returns>The claim that the token opens; null for no token, a foreign device, an ended or replaced session.</returns>
    internal async Task<string?> ClaimOfAsync(string header, CurrentDevice device, CancellationToken cancellation)
    {
        if (
            !header.StartsWith(Bearer, StringComparison.Ordinal)
            || tickets.Read(EnterAsClaimant.Purpose, header[Bearer.Length..]) is not { } text
            || text.Split(' ') is not [var id, var thumbprint, _]
            || thumbprint != device.Thumbprint
        )
        {
            return null;
        }

        var claimant = await claimants.FindAsync(id, cancellation);
        return claimant is not null && EnterAsClaimant.TextOf(claimant) == text ? claimant.ClaimId : null;
    }
}
