using System.Buffers.Binary;

namespace Serverless.Platform.Face;

/// <summary>What an image's first bytes say about it: enough to refuse what is no photo before anybody is asked to look at it.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record ImageHeader(string ContentType, int Width, int Height)
{
    /// <summary>The vendor's limits of a photo for verification: 1 KB to 6 MB, a face of 200 pixels (external contract, section 2.5).</summary>
    public const int SmallestBytes = 1024;

    public const int LargestBytes = 6 * 1024 * 1024;
    public const int SmallestSide = 200;

    /// <summary>Larger ones may be bombs: few bytes, gigabytes of pixels.</summary>
    public const int LargestSide = 8192;

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null when it is neither a PNG nor a JPEG with a size.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> image) =>
        image.StartsWith(Png) ? ReadPng(image)
        : image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ReadJpeg(image)
        : null;

    /// <summary>Whether it can be a photo of a face.</summary>
    public static bool IsPhoto(ReadOnlySpan<byte> image) =>
        image.Length is >= SmallestBytes and <= LargestBytes
        && Read(image) is { Width: >= SmallestSide and <= LargestSide, Height: >= SmallestSide and <= LargestSide };

    private static ImageHeader? ReadPng(ReadOnlySpan<byte> image) =>
        image.Length >= 24 && image[12..16].SequenceEqual("IHDR"u8)
            ? new(
                "image/png",
                BinaryPrimitives.ReadInt32BigEndian(image[16..20]) is var width and > 0 ? width : 0,
                BinaryPrimitives.ReadInt32BigEndian(image[20..24]) is var height and > 0 ? height : 0
            )
            : null;

    /// <summary>Goes from segment to segment until the frame header, which holds the size.</summary>
    private static ImageHeader? ReadJpeg(ReadOnlySpan<byte> image)
    {
        for (var at = 2; at + 9 <= image.Length && image[at] == 0xFF; )
        {
            var marker = image[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                var height = BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..]);
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), height);
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }

        return null;
    }
}
