using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Messaging;

/// <summary>
/// Staging fixes the transport in two places, the function.json files and a setting (decision 6). An app whose places differ would send
/// where nobody listens, so it does not start. The host names the script root; a process without a host has nothing to compare.
/// </summary>
internal sealed class TransportAgreement(IOptions<MessagingOptions> messaging, string? scriptRoot) : IHostedLifecycleService
{
    /// <summary>The host's variable with the script root.</summary>
    internal const string RootVariable = "FUNCTIONS_APP_ROOT_PATH";

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var other = messaging.Value.Transport == MessageTransport.ServiceBus ? "queueTrigger" : "serviceBusTrigger";
        var wrong = Functions()
            .Where(file => Triggers(file).Contains(other))
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
            .ToList();
        return wrong.Count == 0
            ? Task.CompletedTask
            : throw new OptionsValidationException(
                MessagingOptions.Section,
                typeof(MessagingOptions),
                [
                    $"Messaging__Transport is {messaging.Value.Transport}, and these functions have a {other}: {string.Join(", ", wrong.Order(StringComparer.Ordinal))}",
                ]
            );
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<string> Functions() =>
        scriptRoot is null
            ? []
            : Directory.EnumerateDirectories(scriptRoot).Select(folder => Path.Combine(folder, "function.json")).Where(File.Exists);

    private static HashSet<string?> Triggers(string file)
    {
        using var function = JsonDocument.Parse(File.ReadAllBytes(file));
        return function
            .RootElement.GetProperty("bindings")
            .EnumerateArray()
            .Select(binding => binding.GetProperty("type").GetString())
            .ToHashSet(StringComparer.Ordinal);
    }
}
