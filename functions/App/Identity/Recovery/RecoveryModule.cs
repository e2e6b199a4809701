using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Identity.Recovery;

/// <summary>The part of Identity for who lost phone and number; officers' way is Membership's (two officers bind a phone).</summary>
internal static class RecoveryModule
{
    internal static IServiceCollection AddRecovery(this IServiceCollection services) =>
        services
            .AddSingleton<RecoveryStore>()
            .AddSingleton<RecoveryReferences>()
            .AddSingleton<StartRecovery>()
            .AddSingleton<ConfirmRecovery>()
            .AddSingleton<ShowRecoveryFace>()
            .AddSingleton<FinishRecovery>()
            .AddSingleton<WhenRecoveryDue>();

    internal static void MapRecovery(this RouteGroupBuilder identity)
    {
        StartRecovery.Map(identity);
        ConfirmRecovery.Map(identity);
        ShowRecoveryFace.Map(identity);
        FinishRecovery.Map(identity);
    }

    internal static QueueHandlers OnRecoveries(this QueueHandlers queue) =>
        queue.On<WhenRecoveryDue, RecoveryDue>(RecoveryEvents.Due.Message, (slice, due, context, c) => slice.EraseAsync(due, context, c));
}
