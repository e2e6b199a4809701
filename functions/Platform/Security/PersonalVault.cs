using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Security;

/// <summary>
/// Personal data under one key per person (decision 14). The key lies wrapped in the row <c>p|key</c> beside the rows that it opens;
/// writing that row empty is the erasure: every copy of the rest, in exports and backups too, is noise from then on.
/// </summary>
public sealed class PersonalVault(KeyRing ring)
{
    /// <summary>The row that holds the wrapped key.</summary>
    public const string KeyName = "key";

    /// <summary>A new key for an owner who has none; commit its <see cref="PersonalKey.Row"/> together with the first sealed rows.</summary>
    public PersonalKey Create(string owner)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var kid = ring.Current;
        return new PersonalKey(owner, key, new PersonalRow(KeyName, kid, Aead.Seal(WrappingKey(kid), key, $"{owner}|{KeyName}")));
    }

    /// <summary>The owner's key from its stored rows; null when there never was one or it is erased.</summary>
    public PersonalKey? Open(string owner, IReadOnlyList<PersonalRow> rows)
    {
        var row = rows.FirstOrDefault(row => row.Name == KeyName);
        return row is null || row.Sealed.IsEmpty
            ? null
            : new PersonalKey(owner, Aead.Open(WrappingKey(row.KeyId), row.Sealed.Span, $"{owner}|{KeyName}"), row);
    }

    /// <summary>The same rows emptied; to be committed as they are.</summary>
    public static IReadOnlyList<PersonalRow> Erase(IReadOnlyList<PersonalRow> rows) =>
        [.. rows.Select(row => new PersonalRow(row.Name, "", ReadOnlyMemory<byte>.Empty))];

    private byte[] WrappingKey(string kid) =>
        ring.Derive(kid, "personal") ?? throw new CryptographicException($"The wrapping key {kid} is not in Security:Keys any more");
}

/// <summary>One person's key while it is in use.</summary>
public sealed class PersonalKey
{
    private readonly string _owner;
    private readonly byte[] _key;

    internal PersonalKey(string owner, byte[] key, PersonalRow row) => (_owner, _key, Row) = (owner, key, row);

    /// <summary>The wrapped key, to be committed.</summary>
    public PersonalRow Row { get; }

    /// <summary>Seals a value for one row; moved to another row or owner it does not open.</summary>
    public PersonalRow Seal<T>(string name, T value, JsonTypeInfo<T> json) =>
        new(name, "", Aead.Seal(_key, JsonSerializer.SerializeToUtf8Bytes(value, json), $"{_owner}|{name}"));

    public T Reveal<T>(PersonalRow row, JsonTypeInfo<T> json) =>
        JsonSerializer.Deserialize(Aead.Open(_key, row.Sealed.Span, $"{_owner}|{row.Name}"), json)
        ?? throw new InvalidDataException("A personal row holds null");

    /// <summary>What an event keeps of a value: a hash under this person's key, so that after erasure it tells nothing, not even to guessing.</summary>
    public string Fingerprint<T>(T value, JsonTypeInfo<T> json) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                HKDF.Expand(HashAlgorithmName.SHA256, _key, 32, Encoding.UTF8.GetBytes("fingerprint")),
                JsonSerializer.SerializeToUtf8Bytes(value, json)
            )
        );
}

/// <summary>AES-256-GCM: nonce, ciphertext, tag.</summary>
internal static class Aead
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    internal static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, string context)
    {
        var result = new byte[NonceLength + plain.Length + TagLength];
        var nonce = result.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
            nonce,
            plain,
            result.AsSpan(NonceLength, plain.Length),
            result.AsSpan(NonceLength + plain.Length),
            Encoding.UTF8.GetBytes(context)
        );
        return result;
    }

    internal static byte[] Open(byte[] key, ReadOnlySpan<byte> sealedBytes, string context)
    {
        if (sealedBytes.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("Nothing that was sealed is this short");
        }

        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            sealedBytes[..NonceLength],
            sealedBytes[NonceLength..^TagLength],
            sealedBytes[^TagLength..],
            plain,
            Encoding.UTF8.GetBytes(context)
        );
        return plain;
    }
}
