using System.Globalization;
using System.Security.Cryptography;
using Azure;

namespace Serverless.Platform.Drop;

/// <summary>A partner's file that was read through and lies in <c>done/</c>.</summary>
/// <param name="Sha256">Of the whole file, hex: the same bytes under any name are the same file.</param>
/// <param name="Fault">Why nothing of it may be booked; null for a sound one.</param>
public sealed record TakenFile(string Sha256, long Length, IReadOnlyList<string> Header, int Lines, long Centimos, string? Fault)
{
    /// <summary>Where its copy lies.</summary>
    public string CopyName => $"{DropContainer.Taken}{Sha256}.csv";
}

/// <summary>Reads a file through, checks its totals and hash, and copies it to <c>done/</c>. Whoever dies on the way leaves it in <c>in/</c>.</summary>
public static class ControlFiles
{
    private const int CopyBytes = 64 * 1024;

    /// <summary>Null when the content went away or changed under us: its event, or the timer, brings us back.</summary>
    public static async Task<TakenFile?> TakeAsync(
        this DropContainer drop,
        DropFile file,
        ControlFileLayout layout,
        CancellationToken cancellation
    )
    {
        if (file.Length > layout.MaximumBytes)
        {
            // Never read: known by where it lay and what storage calls its content.
            var seen = System.Text.Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{file.Name}|{file.ETag}|{file.Length}")
            );
            return new(Convert.ToHexStringLower(SHA256.HashData(seen)), file.Length, [], 0, 0, "file-too-large");
        }

        try
        {
            return await ReadAsync(drop, file, layout, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Somebody else has taken it, or it is being written anew: both show in the middle of a reading.
            return null;
        }
    }

    private static async Task<TakenFile?> ReadAsync(
        DropContainer drop,
        DropFile file,
        ControlFileLayout layout,
        CancellationToken cancellation
    )
    {
        await using var first = await drop.OpenAsync(file, 0, cancellation);
        if (first is null)
        {
            return null;
        }

        var check = await ControlFileCheck.ReadAsync(first, layout, cancellation);
        await using var second = await drop.OpenAsync(file, 0, cancellation);
        if (second is null)
        {
            return null;
        }

        var taken = await HashAsync(second, file, check, cancellation);
        await using var third = await drop.OpenAsync(file, 0, cancellation);
        if (third is null)
        {
            return null;
        }

        await KeepAsync(drop, third, taken, cancellation);
        return taken;
    }

    private static async Task<TakenFile> HashAsync(Stream content, DropFile file, ControlFileCheck check, CancellationToken cancellation)
    {
        using var body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[CopyBytes];
        var left = check.BodyLength;
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            whole.AppendData(buffer, 0, count);
            body.AppendData(buffer, 0, (int)Math.Min(left, count));
            left -= Math.Min(left, count);
        }

        var sha256 = Convert.ToHexStringLower(whole.GetHashAndReset());
        var fault = check.Fault ?? (Convert.ToHexStringLower(body.GetHashAndReset()) == check.BodySha256 ? null : "file-hash");
        return new TakenFile(sha256, file.Length, check.Header, check.Lines, check.Centimos, fault);
    }

    /// <summary>The copy's name is the hash, so it is known only now.</summary>
    private static async Task KeepAsync(DropContainer drop, Stream content, TakenFile taken, CancellationToken cancellation)
    {
        using var copy = drop.Begin(taken.CopyName);
        var buffer = new byte[CopyBytes];
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            await copy.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }

        await copy.CommitAsync(new Dictionary<string, string>(), cancellation);
    }
}
