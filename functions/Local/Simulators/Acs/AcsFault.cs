namespace Serverless.Local.Simulators.Acs;

/// <summary>How the simulator may be told to misbehave.</summary>
public enum AcsFaultKind
{
    /// <summary>429 with <c>Retry-After</c>; nothing is sent.</summary>
    Throttle,

    /// <summary>503; nothing is sent.</summary>
    Unavailable,

    /// <summary>202 in which every second recipient failed.</summary>
    Partial,

    /// <summary>The text is sent and the answer never comes.</summary>
    Silence,

    /// <summary>Every delivery report arrives twice.</summary>
    Twice,

    /// <summary>The text is taken, and the delivery report says 4004: it never arrived.</summary>
    Undelivered,

    /// <summary>The telephone rings and nobody answers.</summary>
    NoAnswer,
}

/// <summary>One instruction of the script.</summary>
/// <param name="Times">For how many requests.</param>
/// <param name="RetryAfterSeconds">With <see cref="AcsFaultKind.Throttle"/>.</param>
public sealed record AcsFault(AcsFaultKind Kind, int Times = 1, int RetryAfterSeconds = 1);
