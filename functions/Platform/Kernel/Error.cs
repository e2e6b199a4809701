namespace Serverless.Platform.Kernel;

/// <summary>What kind of answer an expected failure deserves; the HTTP status is chosen from it in one place.</summary>
public enum ErrorKind
{
    /// <summary>The request cannot be understood or a field is wrong (400).</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the proof is not good (401).</summary>
    Unauthenticated,

    /// <summary>The caller is known and may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or not for this caller (404).</summary>
    NotFound,

    /// <summary>The thing is in a state that does not allow this (409).</summary>
    Conflict,

    /// <summary>The caller decided on an older version (412).</summary>
    PreconditionFailed,

    /// <summary>The body is larger than this route takes (413).</summary>
    TooLarge,

    /// <summary>Well formed, and refused by a rule (422).</summary>
    Unprocessable,

    /// <summary>The app is older than the oldest served version (426).</summary>
    UpgradeRequired,

    /// <summary>A required precondition header is missing (428).</summary>
    PreconditionRequired,

    /// <summary>A stored counter says no (429).</summary>
    TooManyRequests,

    /// <summary>Something we depend on does not answer; trying again later can work (503).</summary>
    Unavailable,
}

/// <summary>
/// An expected failure: a stable code of the form <c>context.what</c> that is a public contract, its kind, and the
/// values that the Spanish text of the catalogue names. Texts live in the catalogue, never here.
/// </summary>
public sealed record Error(string Code, ErrorKind Kind)
{
    /// <summary>Values by the name that stands in braces in the catalogue's text; never personal data.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = EmptyArguments;

    private static readonly Dictionary<string, string> EmptyArguments = [];

    /// <summary>The same failure with one more value for its text.</summary>
    public Error With(string name, string value) => this with { Arguments = new Dictionary<string, string>(Arguments) { [name] = value } };

    public static Error Invalid(string code) => new(code, ErrorKind.Invalid);

    public static Error NotFound(string code) => new(code, ErrorKind.NotFound);

    public static Error Conflict(string code) => new(code, ErrorKind.Conflict);

    public static Error Forbidden(string code) => new(code, ErrorKind.Forbidden);

    public static Error Unprocessable(string code) => new(code, ErrorKind.Unprocessable);
}
