using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Platform.Documents.Evidence;

/// <summary>Where an event chain stood: its id, number of its last event, and that event's hash.</summary>
public sealed record ChainHead(string Chain, long Sequence, string Hash)
{
    internal byte[] Leaf() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Chain}\n{Sequence}\n{Hash}"));
}

/// <summary>
/// One night's statement about all event chains that changed since the night before (decision 14). Its
/// <see cref="Statement"/> is time-stamped by a third party and it goes to the write-once vault: from then on nobody, not
/// even with full access to the tables, can rewrite an event that it covers without being found.
/// </summary>
/// <param name="Number">1, 2, 3 … without gaps.</param>
/// <param name="CutOff">Every event of the chains with an earlier time is covered; some minutes before the run, so that no commit is still under way.</param>
/// <param name="Previous">Statement of the manifest before, empty for the first.</param>
/// <param name="Heads">Changed chains in order of their ids.</param>
/// <param name="Root">Merkle root of the heads.</param>
public sealed record AuditManifest(int Number, DateTimeOffset CutOff, string Previous, IReadOnlyList<ChainHead> Heads, string Root)
{
    /// <summary>RFC 3161 token over <see cref="Statement"/>; null until stamped.</summary>
    public ReadOnlyMemory<byte>? Token { get; init; }

    /// <summary>The manifest that follows another one.</summary>
    public static AuditManifest Create(AuditManifest? previous, DateTimeOffset cutOff, IEnumerable<ChainHead> heads)
    {
        var ordered = heads.OrderBy(h => h.Chain, StringComparer.Ordinal).ToList();
        var before = previous is null ? "" : Convert.ToHexStringLower(previous.Statement());
        return new AuditManifest((previous?.Number ?? 0) + 1, cutOff.ToUniversalTime(), before, ordered, RootOf(ordered));
    }

    /// <summary>SHA-256 of the canonical JSON of number, cut-off, previous statement, number of heads and root.</summary>
    public byte[] Statement()
    {
        var statement = new AuditStatement(Number, CutOff, Previous, Heads.Count, Root);
        return SHA256.HashData(CanonicalJson.Write(JsonSerializer.SerializeToElement(statement, AuditJson.Default.AuditStatement)));
    }

    /// <summary>Proof that one head is under the root, for someone who may not see the others.</summary>
    public IReadOnlyList<byte[]> Proof(int head) => MerkleTree.Proof(Heads.Select(h => h.Leaf()).ToArray(), head);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, AuditJson.Default.AuditManifest);

    /// <summary>Reads a kept manifest; null when it is not one.</summary>
    public static AuditManifest? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AuditJson.Default.AuditManifest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal bool HasTrueRoot() => Root == RootOf(Heads);

    private static string RootOf(IEnumerable<ChainHead> heads) =>
        Convert.ToHexStringLower(MerkleTree.Root(heads.Select(h => h.Leaf()).ToArray()));
}

internal sealed record AuditStatement(int Number, DateTimeOffset CutOff, string Previous, int Heads, string Root);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(AuditManifest))]
[JsonSerializable(typeof(AuditStatement))]
internal sealed partial class AuditJson : JsonSerializerContext;
