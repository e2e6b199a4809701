using Serverless.App.Membership.Contacts;

namespace Serverless.App.Membership.Members;

/// <summary>
/// A teacher of the ministry's register: what rules and lists may know of them. Names, document and phone are in the encrypted
/// personal row beside it (decision 14).
/// </summary>
/// <param name="Kind">One of <see cref="MemberTerms.Kinds"/>.</param>
/// <param name="Ugel">The payroll unit.</param>
/// <param name="Zone">One of <see cref="MemberTerms.Zones"/>.</param>
/// <param name="Gender">One of <see cref="MemberTerms.Genders"/>.</param>
/// <param name="HasPhone">Whether the register knows a phone to send the first code to (decision 25).</param>
/// <param name="Fingerprint">Keyed hash of the personal row: tells a changed line from the same one.</param>
internal sealed record Member(string Id, string Kind, string Ugel, string Zone, string Gender, bool HasPhone, string Fingerprint)
{
    /// <summary>The import that registered or last changed this member.</summary>
    public string ImportId { get; init; } = "";

    /// <summary>What that import did, so that its repetition counts the line as it was counted before.</summary>
    public RegisterOutcome ImportOutcome { get; init; }

    /// <summary>When the person was erased at their own request, UTC: no later file of the register brings them back.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>How the member is reached, where it differs from the register.</summary>
    public MemberContacts? Contacts { get; init; }
}

/// <summary>What a line of the register came to.</summary>
internal enum RegisterOutcome
{
    Registered,
    Updated,
    Unchanged,
}

/// <summary>The personal row <c>register</c> of a member, as the ministry has it.</summary>
/// <param name="Phone">E.164, or null.</param>
internal sealed record RegisterPerson(
    string Dni,
    string ModularCode,
    string FamilyNames,
    string GivenNames,
    DateOnly BirthDate,
    string? Phone
);
