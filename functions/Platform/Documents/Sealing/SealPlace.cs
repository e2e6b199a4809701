using System.Buffers;
using System.Globalization;
using System.Text;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>Where the seal stands in a file, read without trusting anything in it.</summary>
/// <param name="Start">Position of the opening bracket of the signature.</param>
/// <param name="End">Position after the closing one.</param>
/// <param name="Message">The CMS message without its padding.</param>
internal sealed record SealPlace(int Start, int End, ReadOnlyMemory<byte> Message)
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEF"u8);

    public static Result<SealPlace> Find(ReadOnlyMemory<byte> file)
    {
        var span = file.Span;
        var key = "/ByteRange ["u8;
        var at = span.IndexOf(key);
        if (at < 0)
        {
            return DocumentErrors.SealMissing;
        }

        var rest = span[(at + key.Length)..];
        var close = rest.IndexOf((byte)']');
        if (rest.IndexOf(key) >= 0 || close is < 0 or > 40)
        {
            return DocumentErrors.SealBroken("coverage");
        }

        // The signature follows right behind, and all four numbers are decided by where it stands; one spelling is accepted.
        var behind = at + key.Length + close + 1;
        var start = behind + Math.Max(0, span[behind..].IndexOfAnyExcept((byte)' '));
        if (!span[start..].StartsWith("/Contents <"u8))
        {
            return DocumentErrors.SealBroken("coverage");
        }

        start += 10;
        var end = start + span[start..].IndexOf((byte)'>') + 1;
        var expected = string.Create(CultureInfo.InvariantCulture, $"0 {start} {end} {span.Length - end}");
        return rest[..close].SequenceEqual(Encoding.ASCII.GetBytes(expected))
            ? Unpack(span[(start + 1)..(end - 1)], start, end)
            : DocumentErrors.SealBroken("coverage");
    }

    private static Result<SealPlace> Unpack(ReadOnlySpan<byte> hex, int start, int end)
    {
        if (hex.Length % 2 != 0 || hex.ContainsAnyExcept(HexDigits))
        {
            return DocumentErrors.SealBroken("encoding");
        }

        var bytes = Convert.FromHexString(Encoding.ASCII.GetString(hex));
        // The outer DER sequence names its length; what follows is padding and must be zero.
        if (bytes.Length < 4 || bytes[0] != 0x30 || bytes[1] != 0x82)
        {
            return DocumentErrors.SealBroken("encoding");
        }

        var length = 4 + (bytes[2] << 8) + bytes[3];
        return length > bytes.Length || bytes.AsSpan(length).ContainsAnyExcept((byte)0)
            ? DocumentErrors.SealBroken("encoding")
            : new SealPlace(start, end, bytes.AsMemory(0, length));
    }
}
