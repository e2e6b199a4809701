namespace Serverless.App.Membership.Home;

/// <summary>The part of the membership module that a member's own screens need.</summary>
internal static class HomeModule
{
    internal static IServiceCollection AddHome(this IServiceCollection services) => services.AddSingleton<GetMe>().AddSingleton<GetHome>();

    internal static void MapHome(this RouteGroupBuilder membership)
    {
        GetMe.Map(membership);
        GetHome.Map(membership);
    }
}
