using Serverless.Platform.Kernel;

namespace Serverless.Platform.Authorization;

/// <summary>
/// What one operation asks for before it may happen (architecture, section 6a; domain.md section 5.2 rule 3). A row of data with its
/// days in force and its source; an operation without a row in force is refused.
/// </summary>
/// <param name="Operation"><c>context.verb-noun</c>, for example <c>membership.confirm-affiliation</c>.</param>
/// <param name="Name">The act in the words of a text message: Spanish, seven-bit letters, at most 40.</param>
/// <param name="Who"><c>member</c>, or <c>staff:role|role</c>.</param>
/// <param name="ValidFrom">First day in force, Lima.</param>
/// <param name="Source">Where the demand is written.</param>
public sealed record OperationPolicy(string Operation, string Name, string Who, DateOnly ValidFrom, string Source)
{
    /// <summary>Last day in force; null while nothing replaces it.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The session row is read, so that a revoked session is refused at once (decision 26).</summary>
    public bool LiveSession { get; init; }

    /// <summary>Hours that the device must have been registered, and the phone unchanged.</summary>
    public int? DeviceAgeHours { get; init; }

    /// <summary>Hours that the phone must be unchanged: money does not move while a number may be in a thief's hands.</summary>
    public int? CoolDownHours { get; init; }

    /// <summary>A one-time code bound to this very act.</summary>
    public bool Code { get; init; }

    /// <summary>
    /// What the text message says of the act, over its parts: <c>S/ {1} a {2} meses</c>. The code is bound to the hash of the same parts,
    /// so what the member reads is what the code authorises (domain.md section 3.2). Null when the name alone says it.
    /// </summary>
    public string? Says { get; init; }

    /// <summary>Where the code goes: <see cref="ToPhone"/>, or <see cref="ToProposedPhone"/> for the number that is to be proved.</summary>
    /// <remarks>Settable like <see cref="FaceMinutes"/>: generated JSON code gives an absent <c>init</c> property its type's default, not this one.</remarks>
    public string CodeTo { get; set; } = ToPhone;

    /// <summary>A passed face verification for this act, not older than <see cref="FaceMinutes"/>.</summary>
    public bool Face { get; init; }

    /// <summary>How long a passed face counts, minutes.</summary>
    public int FaceMinutes { get; set; } = 15;

    /// <summary>
    /// The step before this one in the same work, whose face counts here too: on the same device, for <see cref="FaceOfMinutes"/>, for
    /// what was put before the member by that very step. Null: only a face for this very act counts.
    /// </summary>
    public string? FaceOf { get; init; }

    /// <summary>How long the face of the step before counts, minutes; 0 without one.</summary>
    public int FaceOfMinutes { get; init; }

    /// <summary>The signed document that the act is about.</summary>
    public bool Document { get; init; }

    /// <summary>Another officer than the first decides too.</summary>
    public bool SecondOfficer { get; init; }

    /// <summary>With <see cref="SecondOfficer"/>: only for amounts above this many soles (row D08); null asks for every amount.</summary>
    public decimal? SecondOfficerAbove { get; init; }

    /// <summary>
    /// Which part of a piece of work this is: <c>requester</c>, <c>calculator</c>, <c>approver</c>, <c>payer</c>. Nobody who had
    /// another part of the same work may do it (domain.md section 5.2 rule 4); null when the act is no part of shared work.
    /// </summary>
    public string? Duty { get; init; }

    /// <summary>The phone of the account.</summary>
    public const string ToPhone = "phone";

    /// <summary>The phone that the member is about to change to.</summary>
    public const string ToProposedPhone = "proposed-phone";

    /// <summary>Stands in for work still to come: outside Local the app does not start while one is in force (decision 28).</summary>
    public bool Interim { get; init; }
}

/// <summary>What has been proved for one act, as the slice found it.</summary>
public sealed record Assurance
{
    public bool SessionIsLive { get; init; }

    /// <summary>When the device was registered, and the phone last changed: the later of the two. Null when unknown.</summary>
    public DateTimeOffset? DeviceSince { get; init; }

    /// <summary>When the phone last changed; null when it never did.</summary>
    public DateTimeOffset? PhoneChangedAt { get; init; }

    public bool CodeConfirmed { get; init; }

    public bool FacePassed { get; init; }

    public bool DocumentSigned { get; init; }

    public bool SecondOfficerAgreed { get; init; }

    /// <summary>What the act is worth; null when no money is in it.</summary>
    public Money? Amount { get; init; }

    /// <summary>Who acts: subject of the token. Needed where the row names a duty.</summary>
    public string? Principal { get; init; }

    /// <summary>Who had which part of this work so far.</summary>
    public IReadOnlyList<Duty> DutiesTaken { get; init; } = [];
}
