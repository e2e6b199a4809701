namespace Serverless.Platform.Storage;

/// <summary>What a file's first bytes say about it, against what its sender said.</summary>
internal static class FileTypes
{
    private static readonly Dictionary<string, byte[][]> Starts = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = ["%PDF-"u8.ToArray()],
        ["image/jpeg"] =
        [
            [0xFF, 0xD8, 0xFF],
        ],
        ["image/png"] =
        [
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
        ],
        ["application/zip"] = ["PK\x03\x04"u8.ToArray()],
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ["PK\x03\x04"u8.ToArray()],
    };

    /// <summary>Text has no signature: it may hold no NUL byte and no other file's start.</summary>
    internal static bool Matches(string contentType, ReadOnlySpan<byte> first)
    {
        var plain = contentType.Split(';')[0].Trim();
        if (Starts.TryGetValue(plain, out var starts))
        {
            return StartsWithAny(first, starts);
        }

        if (plain is not ("text/csv" or "text/plain") || first[..Math.Min(first.Length, 4096)].Contains((byte)0))
        {
            return false;
        }

        foreach (var known in Starts.Values)
        {
            if (StartsWithAny(first, known))
            {
                return false;
            }
        }

        return true;
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> bytes, byte[][] starts)
    {
        foreach (var start in starts)
        {
            if (bytes.StartsWith(start))
            {
                return true;
            }
        }

        return false;
    }
}
