using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Writes the CMS message of a PAdES seal (RFC 5652; ETSI EN 319 142-1): detached content, content type, message digest and
/// signing-certificate-v2 as signed attributes, no signing time (the PDF dictionary carries it), the time-stamp as an
/// unsigned attribute. Written by hand because the platform's class wants the private key in process, which Key Vault
/// never gives. One input gives one encoding; the inspector relies on that.
/// </summary>
internal static class CmsMessage
{
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string TimeStampToken = "1.2.840.113549.1.9.16.2.14";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha256WithRsa = "1.2.840.113549.1.1.11";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>The DER set of signed attributes; its SHA-256 is what the key signs.</summary>
    public static byte[] SignedAttributes(ReadOnlySpan<byte> contentDigest, X509Certificate2 signer)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            using (Attribute(writer, ContentType))
            {
                writer.WriteObjectIdentifier(Data);
            }

            using (Attribute(writer, MessageDigest))
            {
                writer.WriteOctetString(contentDigest);
            }

            using (Attribute(writer, SigningCertificateV2))
            {
                WriteSigningCertificate(writer, signer);
            }
        }

        return writer.Encode();
    }

    public static byte[] Write(
        byte[] signedAttributes,
        ReadOnlySpan<byte> signature,
        IReadOnlyList<X509Certificate2> chain,
        SealAlgorithm algorithm,
        ReadOnlyMemory<byte>? timeStamp
    )
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(Context0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                    WriteAlgorithm(writer, Sha256);
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Data);
                }

                using (writer.PushSetOf(Context0))
                {
                    foreach (var certificate in chain)
                    {
                        writer.WriteEncodedValue(certificate.RawData);
                    }
                }

                using (writer.PushSetOf())
                {
                    WriteSigner(writer, signedAttributes, signature, chain[0], algorithm, timeStamp);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteSigner(
        AsnWriter writer,
        byte[] signedAttributes,
        ReadOnlySpan<byte> signature,
        X509Certificate2 certificate,
        SealAlgorithm algorithm,
        ReadOnlyMemory<byte>? timeStamp
    )
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }

            WriteAlgorithm(writer, Sha256);
            // In the message the set carries the tag [0] instead of SET, which is the only difference to what is signed.
            signedAttributes = [0xA0, .. signedAttributes.AsSpan(1)];
            writer.WriteEncodedValue(signedAttributes);
            if (algorithm == SealAlgorithm.RS256)
            {
                WriteAlgorithm(writer, Sha256WithRsa, withNull: true);
            }
            else
            {
                WriteAlgorithm(writer, EcdsaWithSha256);
            }

            writer.WriteOctetString(signature);
            if (timeStamp is { } token)
            {
                using (writer.PushSetOf(Context1))
                using (Attribute(writer, TimeStampToken))
                {
                    writer.WriteEncodedValue(token.Span);
                }
            }
        }
    }

    private static void WriteAlgorithm(AsnWriter writer, string identifier, bool withNull = false)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(identifier);
            if (withNull)
            {
                writer.WriteNull();
            }
        }
    }

    // ESSCertIDv2 with its default hash, SHA-256 (RFC 5035): binds the signature to this very certificate.
    private static void WriteSigningCertificate(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }
    }

    private static AttributeScope Attribute(AsnWriter writer, string identifier)
    {
        var sequence = writer.PushSequence();
        writer.WriteObjectIdentifier(identifier);
        return new AttributeScope(sequence, writer.PushSetOf());
    }

    private readonly ref struct AttributeScope(AsnWriter.Scope sequence, AsnWriter.Scope values)
    {
        private readonly AsnWriter.Scope _sequence = sequence;
        private readonly AsnWriter.Scope _values = values;

        public void Dispose()
        {
            _values.Dispose();
            _sequence.Dispose();
        }
    }
}
