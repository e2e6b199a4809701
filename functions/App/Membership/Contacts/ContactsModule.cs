using Serverless.App.Membership.Contacts.Binding;
using Serverless.App.Membership.Contacts.Email;
using Serverless.App.Membership.Messages;

namespace Serverless.App.Membership.Contacts;

/// <summary>The part of the membership module that keeps how members are reached.</summary>
internal static class ContactsModule
{
    internal static IServiceCollection AddContacts(this IServiceCollection services) =>
        services
            .AddSingleton<ContactStore>()
            .AddSingleton<PhoneOwners>()
            .AddSingleton<PhoneRecoveries>()
            .AddSingleton<ProposePhone>()
            .AddSingleton<ConfirmPhone>()
            .AddSingleton<GetMemberContacts>()
            .AddSingleton<AskPhoneBinding>()
            .AddSingleton<AgreePhoneBinding>()
            .AddEmailContact();

    internal static void MapContacts(this RouteGroupBuilder membership)
    {
        GetContacts.Map(membership);
        ProposePhone.Map(membership);
        ConfirmPhone.Map(membership);
        GetMemberContacts.Map(membership);
        AskPhoneBinding.Map(membership);
        AgreePhoneBinding.Map(membership);
        membership.MapEmailContact();
    }
}
