using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Platform.Hosting;

namespace Serverless.Platform.Authorization;

/// <summary>
/// Which row of the policy table a route stands under: <c>{context}.{endpoint-name}</c>, the endpoint's name in kebab case, so that
/// <c>RevokeDevice</c> of Identity is <c>identity.revoke-device</c>. Every route that changes something has one; one without a row in
/// force answers nobody.
/// </summary>
public static class RouteOperation
{
    /// <summary>Null for a route that changes nothing, and for one outside every context.</summary>
    public static string? Of(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ContextName>() is not { } context || !ChangesSomething(endpoint))
        {
            return null;
        }

        var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        return name is null
            ? throw new InvalidOperationException($"{endpoint.DisplayName} changes something and has no name")
            : Kebab(context.Value, name);
    }

    private static bool ChangesSomething(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { } methods
        || methods.HttpMethods.Any(method => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method));

    private static string Kebab(string context, string name)
    {
        var kebab = new StringBuilder(context).Append('.');
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsAsciiLetterUpper(name[at]))
            {
                kebab.Append('-');
            }

            kebab.Append(char.ToLowerInvariant(name[at]));
        }

        return kebab.ToString();
    }
}
