using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.Platform.Hosting.Limits;

/// <summary>How often one principal may do something.</summary>
/// <param name="Name">Lower-case kebab; counters of different names do not touch.</param>
/// <param name="Permits">How many in one window.</param>
/// <param name="Window">Windows are counted from the epoch, so every instance agrees where one begins.</param>
public sealed record RateLimitPolicy(string Name, int Permits, TimeSpan Window);

/// <summary>Counts in a store that all instances share. A second implementation counts in memory for routes where that is enough.</summary>
public interface IRateCounter
{
    /// <summary>Takes one permit; null when it was there, else how long until the next window.</summary>
    Task<TimeSpan?> TakeAsync(RateLimitPolicy policy, string principal, CancellationToken cancellation);
}

/// <summary>Limits as part of a route.</summary>
public static class RateLimitExtensions
{
    /// <summary>
    /// A limit that protects something is a stored counter by principal (decision 27): member, staff or device. Callers that are
    /// nobody share one counter, so anonymous routes set an <see cref="AnonymousPrincipal"/> first.
    /// </summary>
    public static TBuilder RateLimit<TBuilder>(this TBuilder endpoint, RateLimitPolicy policy)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var http = context.HttpContext;
                    var counter = http.RequestServices.GetRequiredService<IRateCounter>();
                    var wait = await counter.TakeAsync(policy, Principals.Of(http) ?? "anonymous", http.RequestAborted);
                    return wait is null ? await next(context) : TooMany(wait.Value);
                }
            )
            .WithMetadata(policy);

    internal static ProblemResult TooMany(TimeSpan wait) => PlatformErrors.TooMany(wait).ToProblem();
}
