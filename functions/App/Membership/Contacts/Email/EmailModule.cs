using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>The part of contacts that keeps an e-mail for notices.</summary>
internal static class EmailModule
{
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(EmailEvents.Proposed.Type, MembershipQueue.Name),
        new(EmailEvents.Proved.Type, MembershipQueue.Name),
        new(MembershipEvents.PhoneChanged.Type, MembershipQueue.Name),
    ];

    internal static IServiceCollection AddEmailContact(this IServiceCollection services) =>
        services
            .AddSingleton<ProposeEmail>()
            .AddSingleton<ConfirmEmail>()
            .AddSingleton<RemoveEmail>()
            .AddSingleton<SendEmailCode>()
            .AddSingleton<TellByEmail>();

    internal static void MapEmailContact(this RouteGroupBuilder membership)
    {
        ProposeEmail.Map(membership);
        ConfirmEmail.Map(membership);
        RemoveEmail.Map(membership);
    }

    internal static QueueHandlers OnEmailContact(this QueueHandlers events) =>
        events
            .On<SendEmailCode, EmailStep>(
                EmailEvents.Proposed.Message,
                (send, proposed, context, c) => send.SendAsync(proposed, context, c)
            )
            .On<TellByEmail, EmailStep>(
                EmailEvents.Proved.Message,
                (tell, proved, context, c) => tell.EmailChangedAsync(proved, context, c)
            )
            .On<TellByEmail, PhoneChanged>(
                MembershipEvents.PhoneChanged.Message,
                (tell, changed, context, c) => tell.PhoneChangedAsync(changed, context, c)
            );
}
