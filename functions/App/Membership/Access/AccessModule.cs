using Serverless.App.Identity.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Membership.Access;

/// <summary>The part of the membership module that counts members with digital access.</summary>
internal static class AccessModule
{
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(IdentityEvents.AccountActivated.Type, MembershipQueue.Name),
        new(AccessKinds.Gained.Type, MembershipQueue.Name),
    ];

    internal static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<CountDigitalAccess>().AddSingleton<GetDigitalAccess>();

    internal static QueueHandlers OnAccess(this QueueHandlers events) =>
        events
            .On<CountDigitalAccess, AccountActivated>(
                IdentityEvents.AccountActivated.Message,
                (count, data, context, c) => count.WhenActivatedAsync(data, context, c)
            )
            .On<CountDigitalAccess, DigitalAccessGained>(
                AccessKinds.Gained.Message,
                (count, data, context, c) => count.WhenGainedAsync(data, context, c)
            );
}
