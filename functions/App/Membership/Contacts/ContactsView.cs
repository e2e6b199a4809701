using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Contacts.Email;
using Serverless.Platform.Email;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts;

/// <summary>How the fund reaches the member.</summary>
/// <param name="Phone">Masked to the last three digits; null when none is known.</param>
/// <param name="PhoneFrom"><c>Register</c>, <c>Member</c>, <c>Officers</c> or <c>Face</c>.</param>
/// <param name="Change">The change of the phone that is under way.</param>
/// <param name="Email">The proved address for notices, masked; null when there is none.</param>
/// <param name="EmailChange">The address that waits for its code.</param>
internal sealed record ContactsView(
    string? Phone,
    PhoneSource PhoneFrom,
    DateTimeOffset? PhoneChangedAt,
    PhoneChangeView? Change,
    string? Email,
    EmailChangeView? EmailChange
)
{
    internal static ContactsView Of(KnownContacts known, DateTimeOffset now) =>
        new(
            known.Phone is { } phone ? Mask.AllButThree(phone) : null,
            known.State.PhoneFrom,
            known.State.PhoneChangedAt,
            ContactRules.OpenProposal(known.State, now) is { IsSuccess: true } open ? PhoneChangeView.Of(known, open.Value) : null,
            Masked(known.Details.Email),
            EmailRules.Open(known.State, now) is { IsSuccess: true, Value: var email }
                ? new EmailChangeView(Masked(known.Details.ProposedEmail)!, email.ExpiresAt)
                : null
        );

    private static string? Masked(string? email) => EmailAddress.Parse(email) is { IsSuccess: true, Value: var known } ? $"{known}" : null;

    /// <summary>The view, and its version for <c>If-Match</c>.</summary>
    internal static Result<ContactsView> Announce(Result<KnownContacts> result, DateTimeOffset now, HttpResponse response) =>
        result.Then<ContactsView>(known =>
        {
            IfMatch.Announce(response, known.State.Version);
            return Of(known, now);
        });
}

/// <param name="Email">Masked.</param>
internal sealed record EmailChangeView(string Email, DateTimeOffset ExpiresAt);

/// <summary>A change under way, and what it waits for.</summary>
/// <param name="Next"><c>authorise</c>: a code to the old number; <c>confirm</c>: a code to the new one.</param>
/// <param name="Confirmation">What to ask that code for, sent as it is to <c>POST /identity/challenges</c>.</param>
internal sealed record PhoneChangeView(string Phone, DateTimeOffset ExpiresAt, string Next, ConfirmationView Confirmation)
{
    internal const string Authorise = "membership.authorise-phone";
    internal const string Confirm = "membership.confirm-phone";

    internal static PhoneChangeView Of(KnownContacts known, PhoneProposal open) =>
        new(Mask.AllButThree(known.Details.Proposed!), open.ExpiresAt, open.Authorised ? "confirm" : "authorise", Act(known, open));

    /// <summary>The act in parts: whose, which proposal, and how the number ends, which the text message says.</summary>
    internal static ConfirmationView Act(KnownContacts known, PhoneProposal open) =>
        new(open.Authorised ? Confirm : Authorise, [known.Member.State.Id, open.Id, known.Details.Proposed![^3..]]);
}
