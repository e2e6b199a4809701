using Azure.Data.Tables;

namespace Serverless.Platform.Storage;

/// <summary>A document of any length (to 1 MiB) in binary columns <c>d0</c>…<c>dn</c> of at most 64 KiB (decision 9).</summary>
internal static class Chunks
{
    internal static void Write(TableEntity row, ReadOnlyMemory<byte> document)
    {
        for (var index = 0; index * TableGuard.MaxPropertyBytes < document.Length; index++)
        {
            var start = index * TableGuard.MaxPropertyBytes;
            var length = Math.Min(TableGuard.MaxPropertyBytes, document.Length - start);
            row[$"d{index}"] = document.Slice(start, length).ToArray();
        }
    }

    internal static byte[] Read(TableEntity row)
    {
        var first = row.GetBinary("d0") ?? [];
        if (first.Length < TableGuard.MaxPropertyBytes)
        {
            return first;
        }

        using var document = new MemoryStream();
        for (var index = 0; row.GetBinary($"d{index}") is { } chunk; index++)
        {
            document.Write(chunk);
        }

        return document.ToArray();
    }
}
