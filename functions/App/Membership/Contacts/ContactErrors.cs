using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts;

/// <summary>Why a phone is not changed.</summary>
internal static class ContactErrors
{
    internal static readonly Error SamePhone = Error.Unprocessable("membership.phone-same");
    internal static readonly Error ChangedLately = Error.Conflict("membership.phone-changed-lately");
    internal static readonly Error TooManyProposals = new("membership.phone-too-many", ErrorKind.TooManyRequests);
    internal static readonly Error NoChange = Error.Conflict("membership.phone-change-none");
    internal static readonly Error NotAuthorised = Error.Conflict("membership.phone-change-not-authorised");
    internal static readonly Error Taken = Error.Conflict("membership.phone-taken");
    internal static readonly Error ReasonUnknown = Error.Invalid("membership.binding-reason-unknown");
    internal static readonly Error NoBinding = Error.NotFound("membership.binding-not-found");
}
