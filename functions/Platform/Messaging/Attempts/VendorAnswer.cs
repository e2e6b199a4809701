namespace Serverless.Platform.Messaging.Attempts;

/// <summary>What a vendor made of one attempt.</summary>
public abstract record VendorAnswer
{
    private VendorAnswer() { }

    /// <summary>Taken; <paramref name="VendorId"/> is the vendor's own name for it.</summary>
    public sealed record Accepted(string? VendorId) : VendorAnswer;

    /// <summary>Throttled, down or silent: worth asking again, not before <paramref name="RetryAfter"/> when the vendor says so.</summary>
    public sealed record Later(string Code, TimeSpan? RetryAfter = null) : VendorAnswer;

    /// <summary>Refused for good.</summary>
    public sealed record Refused(string Code) : VendorAnswer;
}
