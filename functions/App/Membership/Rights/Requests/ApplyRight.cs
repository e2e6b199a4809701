using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Consents.Standing;
using Serverless.App.Membership.Contacts;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>
/// Does what two officers granted. Every part is repeatable: a crash in between is finished by the same decision coming again.
/// </summary>
internal sealed class ApplyRight(CommandRunner runner, ChangeConsent consents, FormerDevices devices, TimeProvider time)
{
    /// <summary>Permissions that no membership rests on; taking them back has the contexts that use them stop and forget.</summary>
    private static readonly string[] Optional = ["biometrics", "marketing", "third-party"];

    /// <summary>Puts the right value beside the register's, where no new file of the ministry writes over it.</summary>
    internal async Task<Result<Done>> RectifyAsync(
        KnownMember member,
        RightsRequest request,
        RightsWords words,
        string officer,
        CancellationToken cancellation
    )
    {
        var corrections = new Dictionary<string, string>(MemberStore.Corrections(member), StringComparer.Ordinal)
        {
            [request.Field!] = words.Value!,
        };
        return await ChangeAsync(
            member,
            request,
            before => new Commit<Member>(before)
            {
                Events = [RightsEvents.Rectified.With(Moved(member, request, officer, "granted"))],
                Personal = [MemberStore.Seal(member.Key!, corrections)],
            },
            cancellation
        );
    }

    /// <summary>
    /// Erases what nothing holds. With no hold at all the member's key goes (decision 14): what is sealed under it, in copies and backups
    /// too, is noise from then on.
    /// </summary>
    internal async Task<Result<Done>> EraseAsync(
        KnownMember member,
        RightsRequest request,
        bool isWhole,
        string officer,
        CancellationToken cancellation
    )
    {
        foreach (var purpose in Optional)
        {
            var withdrawn = await consents.WithdrawAsync(member.State.Id, purpose, cancellation);
            if (withdrawn.Error is { } refused && refused != StandingRules.Needed)
            {
                return refused;
            }
        }

        var moved = Moved(member, request, officer, isWhole ? "whole" : "partly");
        var erased = await ChangeAsync(
            member,
            request,
            before => new Commit<Member>(isWhole ? before with { Contacts = null, ErasedAt = time.GetUtcNow() } : Forget(before))
            {
                Events =
                [
                    RightsEvents.Erased.With(moved),
                    Granted(member, isWhole),
                    .. isWhole ? [EndOfSessions(member)] : Array.Empty<NewEvent>(),
                ],
                Personal = isWhole ? PersonalVault.Erase(member.Personal) : [MemberStore.Seal(member.Key!, Rest(member))],
            },
            cancellation
        );
        return erased.IsSuccess && isWhole ? await EndSessionsAsync(member.State.Id, cancellation) : erased;
    }

    /// <summary>Whoever is told that nothing is left must not find an open session; the event brings the same to whoever asks no more.</summary>
    internal Task<Result<Done>> EndSessionsAsync(string memberId, CancellationToken cancellation) =>
        devices.EndAsync(memberId, time.GetUtcNow(), cancellation);

    private async Task<Result<Done>> ChangeAsync(
        KnownMember member,
        RightsRequest request,
        Func<Member, Commit<Member>> change,
        CancellationToken cancellation
    )
    {
        var once = $"right-{request.Id}";
        var changed = await runner.RunAsync(
            MemberStore.Kind,
            member.State.Id,
            new CommandIdentity(once, once, ""),
            before => before.State is { } state ? change(state) : MembershipErrors.MemberNotFound,
            cancellation
        );
        return changed.Then<Done>(_ => Done.Value);
    }

    /// <summary>Letters, claims and requests have keys of their own: their contexts erase them when they hear of it.</summary>
    private NewEvent Granted(KnownMember member, bool isWhole) =>
        MembershipEvents.ErasureGranted.With(new ErasureGranted(member.State.Id, isWhole, time.GetUtcNow()));

    /// <summary>Nobody signs in as a person who is not known any more.</summary>
    private NewEvent EndOfSessions(KnownMember member) =>
        MembershipEvents.PhoneRecovered.With(new PhoneRecovered(member.State.Id, time.GetUtcNow()));

    private static Member Forget(Member member) =>
        member.Contacts is { } contacts
            ? member with
            {
                Contacts = contacts with { Version = contacts.Version + 1, Email = null },
            }
            : member;

    /// <summary>The number that codes go to stays as long as the account does; every other way to reach the member goes.</summary>
    private static ContactDetails Rest(KnownMember member) => new() { Phone = MemberStore.Contacts(member).Phone };

    private static RightsMoved Moved(KnownMember member, RightsRequest request, string officer, string outcome) =>
        new(member.State.Id, request.Id, RightsRules.CodeOf(request.Kind), officer, outcome);
}
