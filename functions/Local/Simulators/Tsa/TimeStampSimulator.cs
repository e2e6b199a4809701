using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;

namespace Serverless.Local.Simulators.Tsa;

/// <summary>How the authority misbehaves, when told to.</summary>
public enum TimeStampFault
{
    None,

    /// <summary>HTTP 503.</summary>
    Down,

    /// <summary>A sound token over other bytes than asked for.</summary>
    WrongImprint,

    /// <summary>A sound token that answers another question.</summary>
    WrongNonce,

    /// <summary>A well-formed refusal (systemFailure).</summary>
    Refusal,

    /// <summary>Three megabytes of zeros under the right media type.</summary>
    Nonsense,
}

/// <summary>
/// An RFC 3161 authority over HTTP on the laptop: real requests, real tokens, the certificate of the local authority.
/// </summary>
public sealed class TimeStampSimulator
{
    private const string Policy = "1.3.6.1.4.1.13762.3";
    private readonly TimeStampTokenGenerator _tokens;
    private readonly TimeProvider _time;
    private long _serial;

    public TimeStampSimulator(LocalCertificateAuthority authority, TimeProvider time)
    {
        _time = time;
        _serial = time.GetUtcNow().ToUnixTimeMilliseconds();
        using var signer = X509CertificateLoader.LoadPkcs12FromFile(authority.TimeStampPfx, null, X509KeyStorageFlags.Exportable);
        var parser = new X509CertificateParser();
        var certificate = parser.ReadCertificate(signer.RawData);
        using var key = signer.GetRSAPrivateKey()!;
        var pair = DotNetUtilities.GetRsaKeyPair(key);
        _tokens = new TimeStampTokenGenerator(pair.Private, certificate, TspAlgorithms.Sha256, Policy);
        _tokens.SetCertificates(CollectionUtilities.CreateStore(new[] { certificate, parser.ReadCertificate(authority.Root.RawData) }));
    }

    /// <summary>What goes wrong from the next request on.</summary>
    public TimeStampFault Fault { get; set; }

    /// <summary>Serves POST on a path.</summary>
    public void Map(IEndpointRouteBuilder routes, string path) => routes.MapPost(path, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var isQuery = context.Request.ContentType == "application/timestamp-query";
        if (Fault == TimeStampFault.Down || !isQuery)
        {
            context.Response.StatusCode = isQuery ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.ContentType = "application/timestamp-reply";
        await context.Response.Body.WriteAsync(Answer(body.ToArray()), context.RequestAborted);
    }

    private byte[] Answer(byte[] question)
    {
        var responses = new TimeStampResponseGenerator(_tokens, TspAlgorithms.Allowed);
        if (Fault == TimeStampFault.Nonsense)
        {
            return new byte[3 * 1024 * 1024];
        }

        if (Fault == TimeStampFault.Refusal)
        {
            return responses.GenerateFailResponse(PkiStatus.Rejection, PkiFailureInfo.SystemFailure, "down").GetEncoded();
        }

        TimeStampRequest request;
        try
        {
            request = Misread(new TimeStampRequest(question));
        }
        catch (Exception e) when (e is IOException or ArgumentException or Asn1Exception)
        {
            return responses.GenerateFailResponse(PkiStatus.Rejection, PkiFailureInfo.BadDataFormat, "format").GetEncoded();
        }

        var serial = BigInteger.ValueOf(Interlocked.Increment(ref _serial));
        return responses.Generate(request, serial, _time.GetUtcNow().UtcDateTime).GetEncoded();
    }

    private TimeStampRequest Misread(TimeStampRequest request)
    {
        var generator = new TimeStampRequestGenerator();
        generator.SetCertReq(true);
        var imprint = request.GetMessageImprintDigest();
        return Fault switch
        {
            TimeStampFault.WrongImprint => generator.Generate(TspAlgorithms.Sha256, [.. imprint.Reverse()], request.Nonce),
            TimeStampFault.WrongNonce => generator.Generate(TspAlgorithms.Sha256, imprint, request.Nonce.Add(BigInteger.One)),
            _ => request,
        };
    }
}
