using Serverless.App.Membership.Contacts;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Register;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Members;

/// <summary>
/// Takes one line of the register over: claim the document, read the member, commit what changed. A repetition of the same line in
/// the same import changes nothing and comes to the same outcome, so a job may be cut off between any two steps.
/// </summary>
internal sealed class RegisterMember(MemberStore members, AggregateStore store, TimeProvider time)
{
    private const int Rounds = 5;

    /// <summary>A file is mostly new people or mostly known ones; a wrong guess costs one call.</summary>
    private volatile bool _lastWasNew = true;

    internal async Task<Result<RegisterOutcome>> ApplyAsync(RegisterLine line, string importId, CancellationToken cancellation)
    {
        var (id, isNew) = await members.ClaimAsync(line.Dni, lookFirst: !_lastWasNew, cancellation);
        _lastWasNew = isNew;
        if (!isNew && await UnchangedAsync(id, line, importId, cancellation) is { } same)
        {
            return same;
        }

        for (var round = 1; ; round++)
        {
            // Who has just claimed a document knows that nobody is there to be read.
            var known = isNew && round == 1 ? null : await members.ReadAsync(id, cancellation);
            if (known is { State.ErasedAt: not null })
            {
                return RegisterOutcome.Unchanged;
            }

            var key = known?.Key ?? members.NewKey(id);
            var person = Person(line);
            var fingerprint = MemberStore.Fingerprint(key, person);
            var (after, outcome) = MemberRules.Register(known?.State, ToMember(id, line, fingerprint), importId);
            if (known is not null && after == known.State)
            {
                return outcome;
            }

            var commit = FollowPhone(Commit(after, outcome, key, person), known, key, person.Phone);
            var command = new CommandIdentity($"register-{importId}", importId, fingerprint);
            var before = known?.Snapshot ?? new Snapshot<Member>(id, null);
            var receipt = await store.CommitAsync(MemberStore.Kind, before, command, commit, cancellation);
            // Two workers on one new line have a key each, and so a fingerprint each, until one of them has committed.
            var isTaken = receipt.Error == StorageErrors.PreconditionFailed || receipt.Error == StorageErrors.KeyReused;
            if (isTaken && round < Rounds)
            {
                continue;
            }

            return receipt.Then<RegisterOutcome>(_ => outcome);
        }
    }

    /// <summary>
    /// What a known line comes to when it changes nothing, which is most lines of most files: point reads only, because a range read
    /// of the partition brings rows that nobody looks at.
    /// </summary>
    private async Task<RegisterOutcome?> UnchangedAsync(string id, RegisterLine line, string importId, CancellationToken cancellation)
    {
        if (await members.GlimpseAsync(id, cancellation) is not { } seen)
        {
            return null;
        }

        var fingerprint = MemberStore.Fingerprint(seen.Key, Person(line));
        var (after, outcome) = MemberRules.Register(seen.State, ToMember(id, line, fingerprint), importId);
        return after == seen.State ? outcome : null;
    }

    private static Commit<Member> Commit(Member after, RegisterOutcome outcome, PersonalKey key, RegisterPerson person)
    {
        var kind = outcome == RegisterOutcome.Registered ? MemberEvents.Registered : MemberEvents.Updated;
        var happened = new MemberRegistered(
            after.Id,
            after.ImportId,
            after.Kind,
            after.Ugel,
            after.Zone,
            after.Gender,
            after.HasPhone,
            after.Fingerprint
        );
        return new Commit<Member>(after) { Events = [kind.With(happened)], Personal = [key.Row, MemberStore.Seal(key, person)] };
    }

    /// <summary>A first number is no change; neither is one behind a number that the member proved.</summary>
    private Commit<Member> FollowPhone(Commit<Member> commit, KnownMember? known, PersonalKey key, string? phone)
    {
        if (
            known is null
            || MemberStore.Contacts(known) is not { Phone: null } details
            || MemberStore.Person(known)?.Phone is not { } old
            || old == phone
        )
        {
            return commit;
        }

        var now = time.GetUtcNow();
        var (after, told) = ContactRules.FollowRegister(commit.State.Contacts ?? MemberContacts.None, details, old, now);
        return commit with
        {
            State = commit.State with { Contacts = after },
            Events = [.. commit.Events, MembershipEvents.PhoneChanged.With(new PhoneChanged(commit.State.Id, now))],
            Personal = [.. commit.Personal, MemberStore.Seal(key, told)],
        };
    }

    private static Member ToMember(string id, RegisterLine line, string fingerprint) =>
        new(id, line.Kind, line.Ugel, line.Zone, line.Gender, line.Phone is not null, fingerprint);

    private static RegisterPerson Person(RegisterLine line) =>
        new(line.Dni.Value, line.ModularCode, line.FamilyNames, line.GivenNames, line.BirthDate, line.Phone?.E164);
}
