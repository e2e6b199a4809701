using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Http;

namespace Serverless.Platform.Hosting.Limits;

/// <summary>Limits by address: best effort and in this process only, for open routes that cost nothing but our own time (decision 27).</summary>
public static class AddressLimitExtensions
{
    private const int UnknownShare = 50;

    /// <summary>Where no address is believed, all callers share one counter, fifty times as large.</summary>
    public static RouteHandlerBuilder LimitByAddress(this RouteHandlerBuilder endpoint, RateLimitPolicy policy)
    {
        var shared = policy with { Name = $"{policy.Name}-shared", Permits = policy.Permits * UnknownShare };
        return endpoint
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var http = context.HttpContext;
                    var options = http.RequestServices.GetRequiredService<IOptions<HostingOptions>>().Value;
                    var counter = http.RequestServices.GetRequiredService<MemoryRateCounter>();
                    var wait = ClientAddress.Of(http.Request, options).Address is { } address
                        ? await counter.TakeAsync(policy, address.ToString(), http.RequestAborted)
                        : await counter.TakeAsync(shared, "unknown", http.RequestAborted);
                    return wait is null ? await next(context) : RateLimitExtensions.TooMany(wait.Value);
                }
            )
            .WithMetadata(policy);
    }
}
