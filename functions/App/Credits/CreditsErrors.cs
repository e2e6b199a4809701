using Serverless.Platform.Kernel;

namespace Serverless.App.Credits;

/// <summary>What belongs to no single aggregate of this context.</summary>
internal static class CreditsErrors
{
    /// <summary>A decision found that what it was asked for has happened or is over; nobody outside is told.</summary>
    internal static readonly Error NothingToDo = Error.Conflict("credits.nothing-to-do");
}
