using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts.Binding;

/// <summary>A member's contacts as an officer sees them.</summary>
/// <param name="Phone">Masked to the last three digits.</param>
/// <param name="Binding">A number that waits for a second officer.</param>
internal sealed record MemberContactsView(
    string MemberId,
    string? Phone,
    PhoneSource PhoneFrom,
    DateTimeOffset? PhoneChangedAt,
    PhoneBindingView? Binding
)
{
    internal static MemberContactsView Of(KnownContacts known, DateTimeOffset now) =>
        new(
            known.Member.State.Id,
            known.Phone is { } phone ? Mask.AllButThree(phone) : null,
            known.State.PhoneFrom,
            known.State.PhoneChangedAt,
            known.State.Binding is { } open && now < open.ExpiresAt
                ? new PhoneBindingView(open.Id, Mask.AllButThree(known.Details.Binding!), open.Reason, open.Officer, open.ExpiresAt)
                : null
        );
}

/// <param name="Officer">Who asked: the other one must agree.</param>
internal sealed record PhoneBindingView(string BindingId, string Phone, string Reason, string Officer, DateTimeOffset ExpiresAt);
