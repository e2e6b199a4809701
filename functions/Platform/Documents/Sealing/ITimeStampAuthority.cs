using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>A third party that states when a digest existed (RFC 3161).</summary>
public interface ITimeStampAuthority
{
    /// <summary>
    /// Asks for a token over a SHA-256 digest. Errors: <c>documents.timestamp-unavailable</c> (try again later),
    /// <c>documents.timestamp-rejected</c> (the answer is refused by the authority or does not answer our question).
    /// </summary>
    Task<Result<TimeStamp>> StampAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation);
}

/// <summary>A time-stamp token as received (DER of a CMS message) and the time that it states.</summary>
public sealed record TimeStamp(ReadOnlyMemory<byte> Token, DateTimeOffset At);
