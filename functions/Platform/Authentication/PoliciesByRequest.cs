using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Authentication;

/// <summary>
/// The usual policies, put together for each request, which takes a microsecond. To keep them between requests the framework asks for
/// every route there is before the first one is answered, and routes are built by context, when they are needed.
/// </summary>
internal sealed class PoliciesByRequest(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public override bool AllowsCachingPolicies => false;
}
