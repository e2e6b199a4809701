using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tokens;

namespace Serverless.Platform.Authorization;

/// <summary>The device that proved itself with this request; handlers of routes with <c>RequireDevice</c> take it as a parameter.</summary>
/// <param name="Thumbprint">Names the device everywhere.</param>
/// <param name="ProofId">The proof's own id: one proof pays for one guess.</param>
public sealed record CurrentDevice(string Thumbprint, string ProofId)
{
    /// <summary>Minimal API binding; the proof was checked before routes run.</summary>
    public static ValueTask<CurrentDevice?> BindAsync(HttpContext context) =>
        context.User.Identities.FirstOrDefault(identity => identity.AuthenticationType == DeviceAuthentication.Scheme) is { } device
            ? ValueTask.FromResult<CurrentDevice?>(new(device.FindFirst("sub")!.Value, device.FindFirst("proof")!.Value))
            : throw new InvalidOperationException($"{context.GetEndpoint()?.DisplayName} must call RequireDevice");
}

/// <summary>
/// Routes that nobody is signed in for yet: the caller is a device that holds its key (decision 24). Every answer of such a route
/// brings the next nonce, so that an honest app spends one extra round trip in its life.
/// </summary>
public static class DeviceAuthentication
{
    public const string Scheme = "Device";

    internal const string NonceHeader = "DPoP-Nonce";

    /// <summary>Only with a proof of the device's key in the <c>DPoP</c> header.</summary>
    public static TBuilder RequireDevice<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser())
            .WithMetadata(new EndpointPolicy("device"));

    internal static IServiceCollection AddDeviceAuthentication(this IServiceCollection services) =>
        services.AddScheme<AuthenticationSchemeOptions, DeviceAuthenticationHandler>(Scheme);
}

/// <summary>Reads the proof and, when it is not good, says which fault an honest app can mend.</summary>
internal sealed class DeviceAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder,
    DeviceProofVerifier proofs
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    private Error _fault = DeviceProofVerifier.Invalid;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Response.Headers[DeviceAuthentication.NonceHeader] = proofs.NextNonce();
        var header = Request.Headers["DPoP"];
        var proof = proofs.Verify(header.Count == 1 ? header.ToString() : null, Request.Method, Request.PathBase + Request.Path);
        if (proof.Error is { } fault)
        {
            _fault = fault;
            return Task.FromResult(AuthenticateResult.Fail(fault.Code));
        }

        // The issuer keeps a device apart from a member in keys of idempotency and of stored limits.
        Claim[] claims =
        [
            new("sub", proof.Value.Thumbprint, ClaimValueTypes.String, "device"),
            new("proof", proof.Value.ProofId, ClaimValueTypes.String, "device"),
        ];
        var device = new ClaimsPrincipal(new ClaimsIdentity(claims, DeviceAuthentication.Scheme));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(device, Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "DPoP algs=\"ES256\"";
        return _fault.ToProblem().ExecuteAsync(Context);
    }
}
