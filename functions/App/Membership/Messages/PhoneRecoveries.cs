using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Contacts;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Messages;

/// <summary>What the new number rests on.</summary>
internal sealed record PhoneProof(string RecoveryId, string FaceSession);

/// <summary>
/// Binds the number of a member who came back by their face. The same as when officers bind one: devices and sessions of before have ended
/// when it answers, the old number is told, the cool-down begins.
/// </summary>
internal sealed class PhoneRecoveries(ContactStore contacts, PhoneOwners owners, FormerDevices devices, TimeProvider time)
{
    /// <param name="command">Of the recovery: again with the same, nothing happens again.</param>
    /// <returns><c>membership.phone-taken</c>, <c>membership.phone-changed-lately</c>, <c>membership.member-not-found</c>.</returns>
    internal async Task<Result<Done>> BindAsync(
        string memberId,
        MobileNumber number,
        PhoneProof proof,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var read = await contacts.ReadAsync(memberId, cancellation);
        if (read is not { IsSuccess: true, Value: var known })
        {
            return read.Error!;
        }

        var old = known.Phone;
        var now = time.GetUtcNow();
        var may = ContactRules.Recover(known.State, now);
        var owned = may.Error is { } tooSoon ? tooSoon : await owners.ClaimAsync(known, number.E164, cancellation);
        var bound = await contacts.ChangeAsync(known, command, () => owned.Error ?? Decide(), cancellation);
        var done = bound.IsSuccess ? await owners.ReleaseAsync(bound.Value, old, cancellation) : bound;
        return done is { IsSuccess: true, Value.State.PhoneChangedAt: { } changed }
            ? await devices.EndAsync(memberId, changed, cancellation)
            : done.Then<Done>(_ => Done.Value);

        Result<ContactChange> Decide() =>
            ContactRules
                .Recover(known.State, now)
                .Then<ContactChange>(after => new ContactChange(
                    after,
                    ContactRules.Replace(known.Details, old, number.E164, now),
                    [
                        ContactEvents.Recovered.With(new PhoneStep(memberId, proof.RecoveryId, proof.FaceSession)),
                        MembershipEvents.PhoneChanged.With(new PhoneChanged(memberId, now)),
                        MembershipEvents.PhoneRecovered.With(new PhoneRecovered(memberId, now)),
                    ]
                ));
    }
}
