using Serverless.App.Identity.Accounts;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Linked;

/// <summary>A provider's login that a member linked.</summary>
/// <param name="Provider">As the settings name it.</param>
/// <param name="Subject">Keyed hash of issuer and subject: it is found by it and tells nothing.</param>
/// <param name="Level">How sure the provider was on that day.</param>
/// <param name="Try">The wish that it came from; again with the same, it is the same link.</param>
internal sealed record LinkedLogin(string Provider, string Subject, string Level, DateTimeOffset LinkedAt, string Try);

/// <summary>What may be linked, and who may enter by it. Pure.</summary>
internal static class LinkedRules
{
    internal static readonly Error LinkedAlready = Error.Conflict("identity.login-linked-already");
    internal static readonly Error NotLinked = Error.NotFound("identity.login-not-linked");
    internal static readonly Error OtherPerson = Error.Forbidden("identity.login-other-person");
    internal static readonly Error Unknown = Error.NotFound("identity.provider-unknown");
    internal static readonly Error TryOver = Error.Conflict("identity.provider-try-over");
    internal static readonly Error NewDevice = Error.Forbidden("identity.login-needs-device");

    /// <summary>One login of each provider; another one takes its place only after the first was taken away.</summary>
    internal static Result<Account> Link(Account account, LinkedLogin login) =>
        account.Links.FirstOrDefault(known => known.Provider == login.Provider) is { } before
            ? before.Subject == login.Subject
                ? account
                : LinkedAlready
            : account with
            {
                Links = account.Links.Add(login),
            };

    internal static Result<Account> Unlink(Account account, string provider) =>
        account.Links.Any(known => known.Provider == provider)
            ? account with
            {
                Links = account.Links.RemoveAll(known => known.Provider == provider),
            }
            : NotLinked;

    /// <summary>The link that lets this device in: the login stands for the code, never for the device (decision 24).</summary>
    internal static Result<LinkedLogin> Enter(Account account, string provider, string subject, string device) =>
        account.Links.FirstOrDefault(known => known.Provider == provider && known.Subject == subject) is not { } login ? NotLinked
        : account.ActivatedAt is null || !AccountRules.IsRegistered(account, device) ? NewDevice
        : login;
}
