using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Contacts;

/// <summary>A member's contacts as one read saw them.</summary>
internal sealed record KnownContacts(KnownMember Member, RegisterPerson Person, ContactDetails Details)
{
    internal MemberContacts State => Member.State.Contacts ?? MemberContacts.None;

    internal PersonalKey Key => Member.Key!;

    /// <summary>The number that codes go to, E.164; null when none is known.</summary>
    internal string? Phone => Details.Phone ?? Person.Phone;
}

/// <summary>What a decision makes of them.</summary>
internal sealed record ContactChange(MemberContacts After, ContactDetails Details, IReadOnlyList<NewEvent> Events);

/// <summary>Contacts live in the member's own partition, under the member's own key: erasing the member erases them.</summary>
internal sealed class ContactStore(MemberStore members, CommandRunner runner)
{
    internal async Task<Result<KnownContacts>> ReadAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } member && MemberStore.Person(member) is { } person
            ? new KnownContacts(member, person, MemberStore.Contacts(member))
            : MembershipErrors.MemberNotFound;

    /// <summary>
    /// One command on what was read. Whoever changed the contacts in between wins and this command is told so; a repetition of the
    /// command that did it gets its success again.
    /// </summary>
    internal async Task<Result<KnownContacts>> ChangeAsync(
        KnownContacts known,
        CommandIdentity command,
        Func<Result<ContactChange>> decide,
        CancellationToken cancellation
    )
    {
        var id = known.Member.State.Id;
        var applied = await runner.RunAsync(MemberStore.Kind, id, command, Decide, cancellation);
        return applied.Error is { } refused ? refused : await ReadAsync(id, cancellation);

        Result<Commit<Member>> Decide(Snapshot<Member> before) =>
            (before.State!.Contacts ?? MemberContacts.None).Version != known.State.Version
                ? StorageErrors.PreconditionFailed
                : decide()
                    .Then<Commit<Member>>(change => new Commit<Member>(before.State with { Contacts = change.After })
                    {
                        Events = change.Events,
                        Personal = [MemberStore.Seal(known.Key, change.Details)],
                        Answer = new IdempotencyRecord(200, id),
                    });
    }
}
