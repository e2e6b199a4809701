using Microsoft.AspNetCore.Http;

namespace Serverless.Platform.Hosting.Commands;

/// <summary>Who a request is from, as one opaque text: keys of idempotency and of stored limits are made of it.</summary>
internal static class Principals
{
    /// <summary>Issuer and subject, since two issuers may use one subject; else the device key; else null.</summary>
    internal static string? Of(HttpContext context)
    {
        var user = context.User;
        var subject = user.FindFirst("oid") ?? user.FindFirst("sub");
        return user.Identity?.IsAuthenticated == true && subject is not null
            ? $"{subject.Issuer} {subject.Value}"
            : context.Features.Get<AnonymousPrincipal>()?.Key;
    }
}
