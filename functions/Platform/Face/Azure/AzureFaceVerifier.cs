using System.Globalization;
using Azure.Core;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Face;

/// <summary>
/// Azure AI Face over REST 1.2: liveness with verification. The phone gets a token for the vendor's kit and reports nothing that
/// counts; the outcome is read here, from the vendor, and the vendor is told to forget the session afterwards.
/// </summary>
internal sealed class AzureFaceVerifier(FaceCall calls, FaceOptions options) : IFaceVerifier
{
    internal const string ProviderName = "azure";

    private const string Sessions = "/detectLivenessWithVerify-sessions";
    private const string Boundary = "serverless-face-7f3a1c52e8b94d06";

    /// <summary>Attributes that this pair of models has; faceId stays off, for it wants the vendor's approval and nothing here needs it.</summary>
    private const string Detection =
        "?detectionModel=detection_03&recognitionModel=recognition_04&returnFaceId=false&returnFaceAttributes=headPose,mask,blur,qualityForRecognition";

    public string Name => ProviderName;

    public async Task<Result<PhotoQuality>> InspectAsync(ReadOnlyMemory<byte> image, CancellationToken cancellation)
    {
        if (!ImageHeader.IsPhoto(image.Span))
        {
            return FaceErrors.PhotoInvalid;
        }

        using var call = calls.To(RequestMethod.Post, "/detect" + Detection);
        call.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/octet-stream");
        call.Request.Content = RequestContent.Create(image);
        var faces = await calls.SendAsync(call, FaceContractJson.Default.IReadOnlyListDetectedFace, cancellation);
        return faces.Then(PhotoRules.Judge);
    }

    public async Task<Result<FaceTicket>> BeginAsync(FaceWish wish, CancellationToken cancellation)
    {
        using var form = new FormBody(Boundary)
            .Field("livenessOperationMode", "PassiveActive")
            .Field("deviceCorrelationId", wish.Device.ToString("D"))
            .Field("enableSessionImage", "false")
            .Field("authTokenTimeToLiveInSeconds", ((int)wish.Life.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            .Field("returnVerifyImageHash", "true")
            .Field("verifyConfidenceThreshold", options.MinConfidence.ToString(CultureInfo.InvariantCulture))
            .File("verifyImage", "reference", wish.ContentType, wish.Reference.Span);
        using var call = calls.To(RequestMethod.Post, Sessions);
        call.Request.Headers.SetValue(HttpHeader.Names.ContentType, form.ContentType);
        call.Request.Content = RequestContent.Create(form.ToArray());
        return Ticket(await calls.SendAsync(call, FaceContractJson.Default.Session, cancellation));
    }

    public async Task<Result<FaceTicket>> ResumeAsync(string? providerSession, CancellationToken cancellation) =>
        Ticket(await GetAsync(providerSession!, cancellation));

    public async Task<Result<FaceReading>> ReadAsync(FaceQuestion question, CancellationToken cancellation)
    {
        var session = await GetAsync(question.ProviderSession!, cancellation);
        return session.Then<FaceReading>(found => LivenessVerdict.Of(found, question, options.MinConfidence));
    }

    public async Task<Result<Done>> EndAsync(string? providerSession, CancellationToken cancellation)
    {
        using var call = calls.To(RequestMethod.Delete, $"{Sessions}/{Uri.EscapeDataString(providerSession!)}");
        var failure = await calls.FailureAsync(call, cancellation);
        return failure is null || failure == FaceErrors.SessionGone ? Done.Value : failure;
    }

    private async Task<Result<FaceContract.Session>> GetAsync(string session, CancellationToken cancellation)
    {
        using var call = calls.To(RequestMethod.Get, $"{Sessions}/{Uri.EscapeDataString(session)}");
        return await calls.SendAsync(call, FaceContractJson.Default.Session, cancellation);
    }

    private static Result<FaceTicket> Ticket(Result<FaceContract.Session> session) =>
        session.Then<FaceTicket>(open =>
            open is { SessionId.Length: > 0, AuthToken: { Length: > 0 } token }
                ? new FaceTicket(open.SessionId, token)
                : FaceErrors.Unavailable
        );
}
