using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Vault;

/// <summary>
/// A document's files in the vault. The name holds the content's hash: a step that was cut off and runs again, with another time on the
/// paper, meets no file of its own; the row decides which one counts.
/// </summary>
internal sealed class DocumentFiles(BlobVault vault)
{
    internal const string Pdf = "application/pdf";

    internal Task<Result<VaultReceipt>> PutAsync(
        string documentId,
        string role,
        byte[] content,
        string sha256,
        DateTimeOffset retainUntil,
        CancellationToken cancellation
    )
    {
        var (extension, type) = role == "evidence" ? ("json", "application/json") : ("pdf", Pdf);
        var name = $"contracts/{documentId}/{role}-{sha256[..16]}.{extension}";
        return vault.PutAsync(name, content, type, retainUntil, cancellation);
    }

    /// <summary>The bytes, or <c>contracts.document-tampered</c> when they are not what was put there, or gone.</summary>
    internal async Task<Result<byte[]>> ReadAsync(VaultReceipt file, CancellationToken cancellation)
    {
        try
        {
            var content = await vault.GetAsync(file, cancellation);
            return content.IsSuccess ? content.Value.ToArray() : ContractErrors.Tampered;
        }
        catch (InvalidDataException)
        {
            return ContractErrors.Tampered;
        }
    }

    internal Task<Stream> OpenAsync(VaultReceipt file, CancellationToken cancellation) => vault.OpenAsync(file.Name, 0, cancellation);

    internal Task<Result<Done>> DeleteAsync(VaultReceipt file, CancellationToken cancellation) =>
        vault.DeleteAsync(file.Name, cancellation);
}
