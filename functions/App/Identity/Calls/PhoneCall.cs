namespace Serverless.App.Identity.Calls;

/// <summary>How far a call that says a code has come.</summary>
internal enum CallStage
{
    Answered,
    Said,
    Ended,
}

/// <summary>The call of a code.</summary>
/// <param name="Connection">The vendor's name of it.</param>
internal sealed record PhoneCall(string Connection, CallStage Stage);
