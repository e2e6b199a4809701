using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Hosting.Settings;

/// <summary>Something that may exist on a laptop and nowhere else; each finding is one sentence that names the setting.</summary>
public sealed record StartupCheck(Func<IServiceProvider, IEnumerable<string>> Findings);

/// <summary>
/// Outside the environment <c>Local</c>, keeps the app from starting while anything of a laptop is in it (decision 28): loopback or
/// http vendors, development keys, the simulator's issuer, interim policies. It runs before the app listens.
/// </summary>
internal sealed class StartupGuard(IConfiguration configuration, IEnumerable<StartupCheck> checks, IServiceProvider services)
    : IHostedLifecycleService
{
    private const string Setting = "Environment";

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (configuration[Setting] == "Local")
        {
            return Task.CompletedTask;
        }

        var findings = checks.SelectMany(check => check.Findings(services)).Order(StringComparer.Ordinal).ToList();
        return findings.Count == 0
            ? Task.CompletedTask
            : throw new OptionsValidationException(nameof(StartupGuard), typeof(StartupGuard), findings);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>What modules register for <see cref="StartupGuard"/>.</summary>
public static class StartupChecks
{
    /// <summary>A finding of any kind.</summary>
    public static IServiceCollection AddStartupCheck(
        this IServiceCollection services,
        Func<IServiceProvider, IEnumerable<string>> findings
    ) => services.AddSingleton(new StartupCheck(findings));

    /// <summary>A vendor's address, the staff issuer included: https, and not on this machine.</summary>
    public static IServiceCollection AddVendorEndpoint(
        this IServiceCollection services,
        string setting,
        Func<IServiceProvider, Uri?> endpoint
    ) =>
        services.AddStartupCheck(provider =>
            endpoint(provider) is { } address && (address.Scheme != Uri.UriSchemeHttps || address.IsLoopback)
                ? [$"{setting} must be an https address of another machine"]
                : []
        );

    /// <summary>A signing key's id: Local names its own <c>local-…</c>, and nothing they sign is worth anything.</summary>
    public static IServiceCollection AddSigningKeyId(
        this IServiceCollection services,
        string setting,
        Func<IServiceProvider, string?> keyId
    ) =>
        services.AddStartupCheck(provider =>
            keyId(provider)?.StartsWith("local-", StringComparison.Ordinal) == true ? [$"{setting} is a development key"] : []
        );

    /// <summary>Policy or parameter rows that stand in for work still to come, by name.</summary>
    public static IServiceCollection AddInterimPolicies(
        this IServiceCollection services,
        Func<IServiceProvider, IEnumerable<string>> interim
    ) => services.AddStartupCheck(provider => interim(provider).Select(row => $"Policy {row} is interim"));
}
