using Serverless.App.Benefits;
using Serverless.App.Contracts;
using Serverless.App.Credits;
using Serverless.App.Fund;
using Serverless.App.Identity;
using Serverless.App.Identity.Policies;
using Serverless.App.Membership;
using Serverless.App.Orchestrations;
using Serverless.App.Payments;
using Serverless.App.Payroll;
using Serverless.Platform.Due;
using Serverless.Platform.Email;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Messaging.Retention;
using Serverless.Platform.Security;
using Serverless.Platform.Sms;
using Serverless.Platform.Storage;
using Serverless.Platform.Voice;

namespace Serverless.App;

/// <summary>
/// The table of contents: which contexts the executable holds, and nothing else. A context plugs in with two methods of its
/// <c>{Context}Module</c>: <c>builder.Add{Context}()</c> registers its services and options, and <c>app.Map{Context}()</c> says how its
/// routes (<c>MapContext</c>) and its functions (<c>MapFunctions</c>) are mapped when they are first asked for. Beside its code it keeps
/// <c>triggers/{function}/function.json</c> and <c>Texts/errors.es.json</c>; both are found by the build.
/// </summary>
internal static class AppModule
{
    /// <summary>Registers every context's services.</summary>
    internal static void AddApp(this WebApplicationBuilder builder)
    {
        builder.Services.AddSecurityKeys().AddStorage().AddMessaging().AddSms().AddVoice().AddEmail().AddFace().AddLaptopChecks();
        builder.Services.AddSingleton(AppRoutes.Table);
        builder.AddMembership();
        builder.AddPayroll();
        builder.AddCredits();
        builder.AddIdentity();
        builder.AddOrchestrations();
        builder.AddFund();
        builder.AddPayments();
        builder.AddContracts();
        builder.AddBenefits();
    }

    /// <summary>Maps every context's routes and functions.</summary>
    internal static void MapApp(this WebApplication app)
    {
        app.UseMiddleware<OperationGuard>();
        app.MapPlatform();
        app.MapFunctions(MapFunctions);
        app.MapMembership();
        app.MapPayroll();
        app.MapCredits();
        app.MapIdentity();
        app.MapBenefits();
        app.MapOrchestrations();
        app.MapFund();
        app.MapContracts();
        app.MapPayments();
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapTimer<DrainDue>("platform-due", (due, _, cancellation) => due.RunAsync(DueTurn, cancellation));
        functions.MapQueue("bulk", bulk => bulk.OnUploads().OnMembershipJobs().OnPayrollJobs().OnFundJobs());
        functions.MapTimer<ForgetMessages>("platform-forget", (forget, _, cancellation) => forget.RunAsync(DueTurn, cancellation));
    }

    /// <summary>Less than the timer's period in Azure would allow it to overlap with; what is left is taken at the next tick.</summary>
    private static readonly TimeSpan DueTurn = TimeSpan.FromMinutes(4);
}
