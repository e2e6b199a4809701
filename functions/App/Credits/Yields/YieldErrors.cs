using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Yields;

/// <summary>Why flows have no rate of return that can be stated.</summary>
internal static class YieldErrors
{
    /// <summary>All flows go the same way, or the rate lies outside every plausible one.</summary>
    public static readonly Error NoRoot = Error.Unprocessable("credits.rate-no-root");

    /// <summary>More than one rate makes the flows worth nothing: none of them is the cost of the credit.</summary>
    public static readonly Error ManyRoots = Error.Unprocessable("credits.rate-many-roots");

    /// <summary>An amount or a time is not a number, or a time is negative.</summary>
    public static readonly Error Malformed = Error.Invalid("credits.flows-invalid");
}
