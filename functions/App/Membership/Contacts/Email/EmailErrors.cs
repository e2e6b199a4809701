using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>Why an e-mail is not changed.</summary>
internal static class EmailErrors
{
    internal static readonly Error Same = Error.Unprocessable("membership.email-same");
    internal static readonly Error TooMany = new("membership.email-too-many", ErrorKind.TooManyRequests);
    internal static readonly Error NoChange = Error.Conflict("membership.email-change-none");
    internal static readonly Error CodeWrong = Error.Unprocessable("membership.email-code-wrong");
    internal static readonly Error None = Error.NotFound("membership.email-none");
}
