using Serverless.Platform.Kernel;

namespace Serverless.Platform.Face;

/// <summary>
/// Officers instead of a machine: the phone sends a photo, two officers compare it with the reference. For a fund that wants no
/// biometrics, for a subscription the vendor has not approved, and for whoever the machine does not recognise.
/// </summary>
internal sealed class ManualReviewVerifier : IFaceVerifier
{
    internal const string ProviderName = "officers";

    public string Name => ProviderName;

    /// <summary>Only whether it can be a photo at all; the officers say the rest.</summary>
    public Task<Result<PhotoQuality>> InspectAsync(ReadOnlyMemory<byte> image, CancellationToken cancellation) =>
        Task.FromResult<Result<PhotoQuality>>(ImageHeader.IsPhoto(image.Span) ? PhotoQuality.Unknown : FaceErrors.PhotoInvalid);

    /// <summary>Nothing to begin with anybody: the phone sends a photo.</summary>
    public Task<Result<FaceTicket>> BeginAsync(FaceWish wish, CancellationToken cancellation) => ResumeAsync(null, cancellation);

    public Task<Result<FaceTicket>> ResumeAsync(string? providerSession, CancellationToken cancellation) =>
        Task.FromResult<Result<FaceTicket>>(new FaceTicket(null, null));

    public Task<Result<FaceReading>> ReadAsync(FaceQuestion question, CancellationToken cancellation)
    {
        var decision = FourEyes.Decide(question.Votes);
        var facts = new FaceFacts(ProviderName, 1, null, null, null, question.ReferenceSha256, null);
        var failed = decision is FaceDecision.NoMatch or FaceDecision.Inconclusive ? 1 : 0;
        return Task.FromResult<Result<FaceReading>>(new FaceReading(decision, FourEyes.ReasonOf(decision), failed, facts));
    }

    public Task<Result<Done>> EndAsync(string? providerSession, CancellationToken cancellation) =>
        Task.FromResult<Result<Done>>(Done.Value);
}
