using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Authentication;

/// <summary>
/// Registers schemes as the framework's <c>AddAuthentication</c> does, without what that brings for cookies: a ring of keys that each
/// instance would write to its own disk at start, and settings beside ours (<c>Authentication:Schemes</c>) that could say what a token must be.
/// </summary>
internal static class SchemeServices
{
    /// <summary>A scheme with options of its own.</summary>
    internal static IServiceCollection AddScheme<
        TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler
    >(this IServiceCollection services, string scheme)
        where TOptions : AuthenticationSchemeOptions, new()
        where THandler : AuthenticationHandler<TOptions>
    {
        services.AddAuthenticationCore();
        services.TryAddSingleton(UrlEncoder.Default);
        new AuthenticationBuilder(services).AddScheme<TOptions, THandler>(scheme, configureOptions: null);
        return services;
    }

    /// <summary>A scheme of JSON Web Tokens; what they must be is set by a registered <see cref="IConfigureNamedOptions{TOptions}"/>.</summary>
    internal static IServiceCollection AddBearerScheme(this IServiceCollection services, string scheme)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>());
        return services.AddScheme<JwtBearerOptions, JwtBearerHandler>(scheme);
    }
}
