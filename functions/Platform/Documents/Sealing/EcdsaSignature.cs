using System.Formats.Asn1;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>Turns the fixed-width form of an ECDSA signature into the DER form.</summary>
internal static class EcdsaSignature
{
    public static byte[] ToDer(ReadOnlySpan<byte> fixedWidth)
    {
        var half = fixedWidth.Length / 2;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(WithoutLeadingZeros(fixedWidth[..half]));
            writer.WriteIntegerUnsigned(WithoutLeadingZeros(fixedWidth[half..]));
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> WithoutLeadingZeros(ReadOnlySpan<byte> number)
    {
        var first = number.IndexOfAnyExcept((byte)0);
        return first < 0 ? number[..1] : number[first..];
    }
}
