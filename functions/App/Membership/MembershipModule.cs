using Serverless.App.Membership.Access;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Consents.Standing;
using Serverless.App.Membership.Contacts;
using Serverless.App.Membership.Contacts.Email;
using Serverless.App.Membership.Home;
using Serverless.App.Membership.Incidents;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Register;
using Serverless.App.Membership.Rights;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Membership;

/// <summary>Who is known to the fund: the ministry's register, its members, their affiliation.</summary>
internal static class MembershipModule
{
    /// <summary>Who hears of what happens here, and what is heard here of others.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(RegisterImportEvents.Received.Type, RegisterImportStore.Queue),
        new(RegisterImportEvents.SliceDue.Type, RegisterImportStore.Queue),
        .. AffiliationModule.Routes,
        .. AccessModule.Routes,
        .. RightsModule.Routes,
        .. EmailModule.Routes,
    ];

    internal static WebApplicationBuilder AddMembership(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<MemberStore>()
            .AddSingleton<MemberDirectory>()
            .AddSingleton<ConsentCatalogue>()
            .AddSingleton<MemberPersons>()
            .AddSingleton<GivenConsents>()
            .AddSingleton<RegisterMember>()
            .AddSingleton<MemberViews>()
            .AddSingleton<MemberAccess>()
            .AddSingleton<ConsentQuestions>()
            .AddSingleton<FindMember>()
            .AddSingleton<RegisterImportStore>()
            .AddSingleton<RegisterFiles>()
            .AddSingleton<RegisterSlice>()
            .AddSingleton<OpenRegisterImport>()
            .AddSingleton<PutRegisterBlock>()
            .AddSingleton<GetRegisterImport>()
            .AddSingleton<GetRegisterReport>()
            .AddSingleton<TakeOverRegister>()
            .AddSingleton<RemoveRegister>();
        builder
            .Services.AddAffiliations()
            .AddAccess()
            .AddHome()
            .AddContacts()
            .AddStandingConsents()
            .AddRights()
            .AddIncidents()
            .AddJson(MembershipJson.Default);
        return builder;
    }

    internal static void MapMembership(this WebApplication app)
    {
        app.MapContext("membership", MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder membership)
    {
        OpenRegisterImport.Map(membership);
        PutRegisterBlock.Map(membership);
        GetRegisterImport.Map(membership);
        GetRegisterReport.Map(membership);
        FindMember.Map(membership);
        membership.MapAffiliations();
        membership.MapHome();
        membership.MapContacts();
        membership.MapStandingConsents();
        membership.MapRights();
        membership.MapIncidents();
        GetDigitalAccess.Map(membership);
        GetMemberAffiliation.Map(membership);
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapQueue(
            MembershipQueue.Name,
            events => events.OnAffiliations().OnAccess().OnReports().OnEmailContact().OnRights().OnIncidents()
        );
    }

    /// <summary>The jobs of this context on the queue <c>bulk</c>.</summary>
    internal static QueueHandlers OnMembershipJobs(this QueueHandlers bulk) =>
        bulk.On<TakeOverRegister, RegisterImportMoved>(
                RegisterImportEvents.Received.Message,
                (job, wake, context, c) => job.ContinueAsync(wake, context, c)
            )
            .On<TakeOverRegister, RegisterImportMoved>(
                RegisterImportEvents.SliceDue.Message,
                (job, wake, context, c) => job.ContinueAsync(wake, context, c)
            )
            .On<TakeOverRegister, RegisterImportMoved>(
                RegisterImportEvents.WatchDue.Message,
                (job, set, context, c) => job.WatchAsync(set, context, c)
            )
            .On<RemoveRegister, RegisterImportMoved>(
                RegisterImportEvents.RemovalDue.Message,
                (job, due, context, c) => job.RemoveAsync(due, context, c)
            );
}
