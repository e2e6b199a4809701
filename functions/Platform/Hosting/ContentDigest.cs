namespace Serverless.Platform.Hosting;

/// <summary>The header <c>Content-Digest</c> (RFC 9530): <c>sha-256=:base64:</c>, alone or in a list with other algorithms.</summary>
public static class ContentDigest
{
    private const string Prefix = "sha-256=:";

    /// <summary>The SHA-256 in lower-case hex, or null when the header has none.</summary>
    public static string? Sha256(string? header)
    {
        foreach (var item in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!item.StartsWith(Prefix, StringComparison.Ordinal) || !item.EndsWith(':') || item.Length <= Prefix.Length)
            {
                continue;
            }

            Span<byte> hash = stackalloc byte[33];
            return Convert.TryFromBase64String(item[Prefix.Length..^1], hash, out var length) && length == 32
                ? Convert.ToHexStringLower(hash[..32])
                : null;
        }

        return null;
    }
}
