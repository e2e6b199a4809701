using System.Globalization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Documents.Evidence;

/// <summary>The nightly manifests in the write-once vault: <c>audit/0000000001.json</c> and so on.</summary>
public sealed class AuditVault(BlobVault vault)
{
    private const string Folder = "audit/";

    /// <summary>The newest manifest; null before the first. One that cannot be read is an <see cref="InvalidDataException"/>.</summary>
    public async Task<AuditManifest?> LatestAsync(CancellationToken cancellation) =>
        await vault.ListAsync(Folder, cancellation) is [.., var last] ? await ReadAsync(last, cancellation) : null;

    /// <summary>Every manifest, oldest first.</summary>
    public async Task<IReadOnlyList<AuditManifest>> AllAsync(CancellationToken cancellation)
    {
        var manifests = new List<AuditManifest>();
        foreach (var name in await vault.ListAsync(Folder, cancellation))
        {
            manifests.Add(await ReadAsync(name, cancellation));
        }

        return manifests;
    }

    /// <summary>Puts a stamped manifest away; <c>platform.document-exists</c> when another run was faster.</summary>
    public async Task<Result<VaultReceipt>> PutAsync(AuditManifest manifest, DateTimeOffset retainUntil, CancellationToken cancellation) =>
        await vault.PutAsync(
            Folder + manifest.Number.ToString("D10", CultureInfo.InvariantCulture) + ".json",
            manifest.ToJson(),
            "application/json",
            retainUntil,
            cancellation
        );

    private async Task<AuditManifest> ReadAsync(string name, CancellationToken cancellation)
    {
        // Read without its receipt: the stamp inside is what proves a manifest, not a hash that lies beside it.
        await using var content = await vault.OpenAsync(name, 0, cancellation);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        return AuditManifest.Read(bytes.ToArray()) ?? throw new InvalidDataException($"{name} is not an audit manifest");
    }
}
