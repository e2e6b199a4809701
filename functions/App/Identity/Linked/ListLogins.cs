using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;

namespace Serverless.App.Identity.Linked;

/// <summary>The providers there are, and those that the member has linked.</summary>
internal static class ListLogins
{
    internal static void Map(RouteGroupBuilder identity)
    {
        identity
            .MapGet("/providers", Ok<ProviderView[]> (LinkedProviders providers) => TypedResults.Ok(Offered(providers)))
            .RequireDevice()
            .WithSummary("Muestra con qué otros proveedores se puede entrar.")
            .WithName("ListProviders");
        identity
            .MapGet("/linked-logins", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra tus otras formas de entrar.")
            .WithName("ListLogins");
    }

    private static ProviderView[] Offered(LinkedProviders providers) =>
        [.. providers.All.Select(provider => new ProviderView(provider.Id, provider.Name, provider.Level))];

    private static async Task<Ok<LinkedLoginView[]>> HandleAsync(
        CurrentMember member,
        IdentityStore store,
        LinkedProviders providers,
        CancellationToken cancellation
    )
    {
        var account = await store.FindAsync(IdentityStore.Accounts, store.AccountOf(member.MemberId), cancellation);
        return TypedResults.Ok<LinkedLoginView[]>([
            .. (account?.Links ?? []).Select(link => new LinkedLoginView(
                link.Provider,
                providers.Find(link.Provider)?.Name ?? link.Provider,
                link.Level,
                link.LinkedAt
            )),
        ]);
    }
}
