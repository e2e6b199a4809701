using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Settings;

namespace Serverless.App.Identity.Linked;

/// <summary>The part of Identity that lets members in by logins of other providers (row C12).</summary>
internal static class LinkedModule
{
    internal static IServiceCollection AddLinkedLogins(this IServiceCollection services)
    {
        services
            .AddSettings<LinkedOptions>(LinkedOptions.Section, (from, to) => from.Bind(to))
            .Setting(
                LinkedOptions.Section,
                nameof(LinkedOptions.Providers),
                o => o.IsWhole,
                "must each have an id of their own, a name, an issuer, a client id and a level, and Linked__RedirectUri must be set"
            );
        services.AddStartupCheck(provider =>
            Options(provider)
                .Providers.Where(one => one.Issuer is { } issuer && (issuer.Scheme != Uri.UriSchemeHttps || issuer.IsLoopback))
                .Select(one => $"Linked__Providers: the issuer of {one.Id} must be https, and not on this machine")
        );
        return services
            .AddSingleton(Options)
            .AddSingleton<LinkedProviders>()
            .AddSingleton<LinkLogin>()
            .AddSingleton<UnlinkLogin>()
            .AddSingleton<EnterByProvider>();
    }

    internal static void MapLinkedLogins(this RouteGroupBuilder identity)
    {
        ListLogins.Map(identity);
        LinkLogin.Map(identity);
        UnlinkLogin.Map(identity);
        EnterByProvider.Map(identity);
    }

    private static LinkedOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<LinkedOptions>>().Value;
}
