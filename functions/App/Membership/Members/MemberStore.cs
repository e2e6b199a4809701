using System.Text.Json.Serialization.Metadata;
using Serverless.App.Membership.Contacts;
using Serverless.App.Membership.Rights.Requests;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Members;

/// <summary>Where members are kept and how one is found by document.</summary>
internal sealed class MemberStore(AggregateStore store, UniqueIndex index, DerivedIds ids, PersonalVault vault)
{
    internal static readonly AggregateKind<Member> Kind = new("Membership", "membership.member", MembershipJson.Default.Member);

    private const string DniIndex = "member-dni";
    private const string PersonRow = "register";
    private const string ContactsRow = "contacts";
    private const string CorrectionsRow = "corrections";

    /// <summary>Whether a text can be a member's id: partitions of other aggregates have longer names, and no path may reach them.</summary>
    internal static bool IsId(string memberId) => Guid.TryParseExact(memberId, "D", out _);

    /// <summary>One index read and one range read of the member's own partition; null when nobody has the document.</summary>
    internal async Task<KnownMember?> FindAsync(Dni dni, CancellationToken cancellation) =>
        await index.FindAsync(DniIndex, dni.Value, cancellation) is { } id ? await ReadAsync(id, cancellation) : null;

    /// <summary>State and key, without what is written about the person: enough to see that a line changes nothing. Null when nobody is there.</summary>
    internal async Task<(Member State, PersonalKey Key)?> GlimpseAsync(string id, CancellationToken cancellation)
    {
        var (snapshot, row) = await store.ReadWithPersonalAsync(Kind, id, PersonalVault.KeyName, cancellation);
        return snapshot.State is { } state && row is not null && vault.Open(id, [row]) is { } key ? (state, key) : null;
    }

    /// <summary>Null when the member does not exist.</summary>
    internal async Task<KnownMember?> ReadAsync(string id, CancellationToken cancellation)
    {
        var (snapshot, personal) = await store.ReadWithPersonalAsync(Kind, id, cancellation);
        return snapshot.State is null ? null : new KnownMember(snapshot, vault.Open(id, personal), personal);
    }

    /// <summary>The member's id for this document, claimed for a new one when nobody has it (decision 12).</summary>
    /// <param name="lookFirst">Whether the document is probably known: then a look is cheaper than a claim that is refused.</param>
    internal async Task<Reservation> ClaimAsync(Dni dni, bool lookFirst, CancellationToken cancellation) =>
        lookFirst && await index.FindAsync(DniIndex, dni.Value, cancellation) is { } owner
            ? new Reservation(owner, IsNew: false)
            : await index.ReserveAsync(DniIndex, dni.Value, ids.For("register", "membership.member", dni.Value), cancellation);

    internal PersonalKey NewKey(string memberId) => vault.Create(memberId);

    internal static PersonalRow Seal(PersonalKey key, RegisterPerson person) =>
        key.Seal(PersonRow, person, MembershipJson.Default.RegisterPerson);

    internal static string Fingerprint(PersonalKey key, RegisterPerson person) =>
        key.Fingerprint(person, MembershipJson.Default.RegisterPerson);

    internal static PersonalRow Seal(PersonalKey key, ContactDetails details) =>
        key.Seal(ContactsRow, details, MembershipJson.Default.ContactDetails);

    internal static PersonalRow Seal(PersonalKey key, Dictionary<string, string> corrections) =>
        key.Seal(CorrectionsRow, corrections, MembershipJson.Default.DictionaryStringString);

    /// <summary>The register's data of a member with what officers corrected at the member's request, or null after erasure.</summary>
    internal static RegisterPerson? Person(KnownMember member) =>
        Reveal(member, PersonRow, MembershipJson.Default.RegisterPerson) is { } person
            ? RightsFields.Apply(person, Corrections(member))
            : null;

    /// <summary>Right values by field; empty when nothing was corrected.</summary>
    internal static IReadOnlyDictionary<string, string> Corrections(KnownMember member) =>
        Reveal(member, CorrectionsRow, MembershipJson.Default.DictionaryStringString) ?? [];

    /// <summary>What was changed of how the member is reached; empty when nothing was.</summary>
    internal static ContactDetails Contacts(KnownMember member) =>
        Reveal(member, ContactsRow, MembershipJson.Default.ContactDetails) ?? new ContactDetails();

    /// <summary>The number that codes go to, E.164: the one that was proved, else the register's.</summary>
    internal static string? PhoneOf(KnownMember member) => Contacts(member).Phone ?? Person(member)?.Phone;

    private static T? Reveal<T>(KnownMember member, string name, JsonTypeInfo<T> json)
        where T : class =>
        member.Key is { } key && member.Personal.FirstOrDefault(row => row.Name == name) is { Sealed.IsEmpty: false } row
            ? key.Reveal(row, json)
            : null;
}

/// <summary>A member as one read saw them.</summary>
/// <param name="Key">Null after erasure.</param>
internal sealed record KnownMember(Snapshot<Member> Snapshot, PersonalKey? Key, IReadOnlyList<PersonalRow> Personal)
{
    internal Member State => Snapshot.State!;
}
