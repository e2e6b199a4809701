namespace Serverless.Platform.Face;

/// <summary>
/// What the vendor's answer comes to (external contract, sections 2.3 and 2.4). Pure. Only the newest attempt counts, by its number
/// and not by its place in the list; the session's own status is not looked at, because it stays behind; whatever is missing is no match.
/// </summary>
internal static class LivenessVerdict
{
    internal static FaceReading Of(FaceContract.Session session, FaceQuestion question, decimal minConfidence)
    {
        var attempts = session.Results?.Attempts ?? [];
        if (attempts.MaxBy(attempt => attempt.AttemptId) is not { } newest)
        {
            return Reading(session, null, FaceDecision.Pending, "", 0);
        }

        var failed = attempts.Count(IsOver);
        var (decision, reason) = Judge(newest, question, minConfidence);
        return Reading(session, newest, decision, reason, decision == FaceDecision.Match ? failed - 1 : failed);
    }

    private static (FaceDecision Decision, string Reason) Judge(
        FaceContract.Attempt attempt,
        FaceQuestion question,
        decimal minConfidence
    ) =>
        attempt switch
        {
            { AttemptStatus: "Failed" or "Canceled" } => (FaceDecision.Inconclusive, attempt.Error?.Code ?? "Unexpected"),
            { AttemptStatus: "Succeeded", Result: { } result } => Judge(result, question, minConfidence),
            { AttemptStatus: "Succeeded" } => (FaceDecision.Inconclusive, "NoResult"),
            _ => (FaceDecision.Pending, ""),
        };

    private static (FaceDecision Decision, string Reason) Judge(
        FaceContract.AttemptResult result,
        FaceQuestion question,
        decimal minConfidence
    ) =>
        result.LivenessDecision switch
        {
            "spoofface" => (FaceDecision.NoMatch, "Spoof"),
            "realface" when !IsSame(result.VerifyImageHash, question.ReferenceSha256) => (FaceDecision.NoMatch, "ReferenceDiffers"),
            "realface" when question.PhoneDigest is { } told && !IsSame(told, result.Digest) => (FaceDecision.NoMatch, "DigestDiffers"),
            "realface" when result.VerifyResult is not { } compared => (FaceDecision.Inconclusive, "NotCompared"),
            "realface" => result.VerifyResult is { IsIdentical: true } same && same.MatchConfidence >= minConfidence
                ? (FaceDecision.Match, "")
                : (FaceDecision.NoMatch, "OtherPerson"),
            _ => (FaceDecision.Inconclusive, "LivenessUncertain"),
        };

    private static FaceReading Reading(
        FaceContract.Session session,
        FaceContract.Attempt? attempt,
        FaceDecision decision,
        string reason,
        int failed
    ) =>
        new(
            decision,
            reason,
            failed,
            new FaceFacts(
                AzureFaceVerifier.ProviderName,
                attempt?.AttemptId ?? 0,
                attempt?.Result?.LivenessDecision,
                attempt?.Result?.Digest,
                session.ModelVersion,
                attempt?.Result?.VerifyImageHash,
                attempt?.Result?.VerifyResult?.MatchConfidence
            )
        );

    private static bool IsOver(FaceContract.Attempt attempt) => attempt.AttemptStatus is "Succeeded" or "Failed" or "Canceled";

    /// <summary>Hashes are written in hex of either case, or in base64.</summary>
    private static bool IsSame(string? told, string? known) => Bytes(told) is { } left && Bytes(known) is { } right && left == right;

    private static string? Bytes(string? hash)
    {
        if (string.IsNullOrEmpty(hash))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[32];
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant()
            : Convert.TryFromBase64String(hash, bytes, out var length) && length == 32 ? Convert.ToHexStringLower(bytes)
            : hash;
    }
}
