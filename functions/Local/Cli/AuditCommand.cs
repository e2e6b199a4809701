using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serverless.Local.Azurite;
using Serverless.Local.Simulators.Tsa;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Storage;

namespace Serverless.Local.Cli;

/// <summary>
/// Holds every event chain against the stamped manifests of the vault, from outside the app: on this laptop's data, or on a storage
/// account that the caller may read. Exit code 0 only when nothing was found.
/// </summary>
internal static class AuditCommand
{
    internal static async Task<int> RunAsync(LocalOptions options, Narrator narrator, TimeProvider clock)
    {
        if (options.Account is { } account)
        {
            return await InspectAsync(Remote(account), RootsIn(options.Roots), narrator, clock);
        }

        using var data = DataFolder.Take(options.Data ?? DataFolder.Usual);
        var settings = new AzuriteSettings(DataFolder.Tools, data.Storage) { Announce = narrator.Say };
        await using var storage = await narrator.Naming("Azurite", AzuriteServer.StartAsync(settings, CancellationToken.None));
        var local = new StorageOptions { ConnectionString = storage.ConnectionString };
        var roots = options.Roots is null ? OwnRoots(data, clock) : RootsIn(options.Roots);
        return await InspectAsync(local, roots, narrator, clock);
    }

    /// <summary>What a report says, one line for each finding.</summary>
    internal static IEnumerable<string> Lines(AuditReport report)
    {
        var mark = report.Findings.Count == 0 ? "✓" : "✗";
        return report
            .Findings.Select(finding => $"✗ {finding.Kind}: {PlaceOf(finding)} {finding.From}-{finding.To}")
            .Append(
                $"{mark} {report.Manifests} manifests, {report.Chains} chains, {report.Events} events: {report.Findings.Count} findings"
            );
    }

    private static string PlaceOf(AuditFinding finding) => finding.Chain.Length == 0 ? "manifest" : finding.Chain;

    private static async Task<int> InspectAsync(
        StorageOptions storage,
        X509Certificate2Collection roots,
        Narrator narrator,
        TimeProvider clock
    )
    {
        var inspection = new AuditInspection(new AuditVault(BlobVault.Open(storage, clock)), EventChains.Open(storage));
        var report = await inspection.RunAsync(roots, CancellationToken.None);
        foreach (var line in Lines(report))
        {
            narrator.Say(line);
        }

        return report.Findings.Count == 0 ? 0 : 1;
    }

    private static StorageOptions Remote(string account) =>
        new()
        {
            TableServiceUri = new Uri($"https://{account}.table.core.windows.net"),
            BlobServiceUri = new Uri($"https://{account}.blob.core.windows.net"),
            QueueServiceUri = new Uri($"https://{account}.queue.core.windows.net"),
        };

    private static X509Certificate2Collection OwnRoots(DataFolder data, TimeProvider clock) =>
        [X509CertificateLoader.LoadCertificate(LocalSealing.Open(data.Keys, clock).Root.RawData)];

    private static X509Certificate2Collection RootsIn(string? file)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(
                file ?? throw new LocalFailureException("--account needs --roots FILE, the time-stamp authority's roots as PEM")
            );
        }
        catch (Exception unreadable) when (unreadable is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new LocalFailureException($"{file} holds no certificates as PEM", unreadable);
        }

        return roots;
    }
}
