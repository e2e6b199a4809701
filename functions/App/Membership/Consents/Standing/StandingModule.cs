namespace Serverless.App.Membership.Consents.Standing;

/// <summary>The part of the membership module that keeps what a member allows.</summary>
internal static class StandingModule
{
    internal static IServiceCollection AddStandingConsents(this IServiceCollection services) =>
        services.AddSingleton<ConsentStore>().AddSingleton<GetMyConsents>().AddSingleton<ChangeConsent>();

    internal static void MapStandingConsents(this RouteGroupBuilder membership)
    {
        GetMyConsents.Map(membership);
        ChangeConsent.Map(membership);
    }
}
