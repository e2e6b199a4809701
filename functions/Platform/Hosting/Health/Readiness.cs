using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serverless.Platform.Hosting.Health;

/// <summary>Something the app cannot serve without; the probe throws when it is not there.</summary>
/// <param name="Name">Lower-case kebab, shown to operators.</param>
/// <param name="Timeout">How long this one may take.</param>
/// <param name="Probe">The cheapest call that proves it answers.</param>
public sealed record Dependency(string Name, TimeSpan Timeout, Func<IServiceProvider, CancellationToken, Task> Probe);

/// <summary>What one dependency was like when last asked.</summary>
public sealed record DependencyHealth(string Name, string Status, long Milliseconds);

/// <summary>All of them; <c>ready</c> only when each is.</summary>
public sealed record ReadinessReport(string Status, DateTimeOffset CheckedAt, IReadOnlyList<DependencyHealth> Dependencies);

/// <summary>
/// Asks every dependency at once, each with its own time-out, and keeps the answer for ten seconds, so that a public route cannot be
/// used to load them.
/// </summary>
internal sealed partial class Readiness(
    IEnumerable<Dependency> dependencies,
    IServiceProvider services,
    TimeProvider time,
    ILogger<Readiness> logger
) : IDisposable
{
    internal static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1, 1);
    private ReadinessReport? _last;

    internal async Task<ReadinessReport> ReportAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_last is null || time.GetUtcNow() - _last.CheckedAt >= Kept)
            {
                var asked = await Task.WhenAll(dependencies.Select(AskAsync));
                var status = asked.All(dependency => dependency.Status == "ready") ? "ready" : "unavailable";
                _last = new(status, time.GetUtcNow(), asked);
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Not cancelled with the request: others wait for the same answer.</summary>
    private async Task<DependencyHealth> AskAsync(Dependency dependency)
    {
        var start = time.GetTimestamp();
        var status = "ready";
        try
        {
            using var limit = new CancellationTokenSource(dependency.Timeout, time);
            await dependency.Probe(services, limit.Token).WaitAsync(dependency.Timeout, time, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogUnavailable(logger, failure, dependency.Name);
            status = failure is TimeoutException or OperationCanceledException ? "slow" : "unavailable";
        }

        return new(dependency.Name, status, (long)time.GetElapsedTime(start).TotalMilliseconds);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dependency {Dependency} did not answer")]
    private static partial void LogUnavailable(ILogger logger, Exception failure, string dependency);
}

/// <summary>Modules say here what they cannot work without.</summary>
public static class ReadinessServices
{
    /// <summary>Adds a dependency to <c>/api/v1/platform/health/ready</c>.</summary>
    public static IServiceCollection AddDependency(
        this IServiceCollection services,
        string name,
        TimeSpan timeout,
        Func<IServiceProvider, CancellationToken, Task> probe
    ) => services.AddSingleton(new Dependency(name, timeout, probe));
}
