using Microsoft.Extensions.Options;
using Serverless.App.Credits.Messages;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Messages;
using Serverless.App.Payroll.Incoming;
using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Requests;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Drop;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll;

/// <summary>Discounts by payroll (Descuento por planilla): files out, files in, differences to people.</summary>
internal static class PayrollModule
{
    internal const string Table = "Payroll";

    /// <summary>Names the drop container <c>drop-payroll</c> and the queue <c>payroll-files</c>.</summary>
    internal const string Partner = "payroll";

    internal const string JobQueue = "bulk";
    private const string EventQueue = "payroll-events";

    /// <summary>What this context keeps, for whoever creates it.</summary>
    internal static readonly StorageManifest Storage = new(
        [Table],
        [DropContainer.NameFor(Partner)],
        [EventQueue, $"{Partner}-files", JobQueue]
    );

    /// <summary>What goes where.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(MembershipEvents.AffiliationSentToPayroll.Type, EventQueue),
        new(CreditEvents.InstalmentRequested.Type, EventQueue),
        new(OutgoingFileEvents.StepDue.Type, JobQueue),
        new(IncomingFileEvents.SliceDue.Type, JobQueue),
    ];

    internal static WebApplicationBuilder AddPayroll(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSettings<PayrollOptions>(PayrollOptions.Section, (from, to) => from.Bind(to))
            .Setting(
                PayrollOptions.Section,
                nameof(PayrollOptions.CutOffDay),
                o => o.CutOffDay is >= 1 and <= 31,
                "must be a day of the month"
            )
            .Setting(
                PayrollOptions.Section,
                nameof(PayrollOptions.AnswerWithinDays),
                o => o.AnswerWithinDays is >= 1 and <= 60,
                "must be 1 to 60 days"
            );
        builder
            .Services.AddSingleton(provider => provider.GetRequiredService<IOptions<PayrollOptions>>().Value)
            .AddDropContainer(Partner)
            .AddPayrollSlices()
            .AddJson(PayrollJson.Default);
        return builder;
    }

    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddPayrollSlices(this IServiceCollection services) =>
        services
            .AddTaxUnits()
            .AddSingleton<PayrollKeys>()
            .AddSingleton<PayrollTaskStore>()
            .AddSingleton<ListPayrollTasks>()
            .AddSingleton<ResolvePayrollTask>()
            .AddSingleton<DiscountRequestStore>()
            .AddSingleton<OpenDiscount>()
            .AddSingleton<WhenAffiliationSent>()
            .AddSingleton<WhenInstalmentRequested>()
            .AddSingleton<OutgoingFileStore>()
            .AddSingleton<OutgoingPlan>()
            .AddSingleton<PutInFile>()
            .AddSingleton<WriteOutgoingFile>()
            .AddSingleton<MakeOutgoingFile>()
            .AddSingleton<OrderOutgoingFile>()
            .AddSingleton<OrderAtNight>()
            .AddSingleton<PostOutgoingFile>()
            .AddSingleton<GetOutgoingFiles>()
            .AddSingleton<IncomingFileStore>()
            .AddSingleton<TakeInFile>()
            .AddSingleton<TakeInFiles>()
            .AddSingleton<BookLine>()
            .AddSingleton<IncomingSlice>()
            .AddSingleton<BookIncomingFile>();

    internal static void MapPayroll(this WebApplication app)
    {
        app.MapContext("payroll", MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder payroll)
    {
        PostOutgoingFile.Map(payroll);
        GetOutgoingFiles.Map(payroll);
        ListPayrollTasks.Map(payroll);
        ResolvePayrollTask.Map(payroll);
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapQueue(EventQueue, events => events.OnPayrollEvents());
        functions.MapQueue($"{Partner}-files", files => files.OnPayrollFiles());
        functions.MapTimer<OrderAtNight>("payroll-outgoing", (night, tick, cancellation) => night.RunAsync(tick, cancellation));
        functions.MapTimer<TakeInFiles>("payroll-sweep", (files, tick, cancellation) => files.SweepAsync(tick, cancellation));
    }

    internal static QueueHandlers OnPayrollEvents(this QueueHandlers events) =>
        events
            .On<WhenAffiliationSent, AffiliationSentToPayroll>(
                MembershipEvents.AffiliationSentToPayroll.Message,
                (when, sent, context, c) => when.HandleAsync(sent, context, c)
            )
            .On<WhenInstalmentRequested, InstalmentRequested>(
                CreditEvents.InstalmentRequested.Message,
                (when, asked, context, c) => when.HandleAsync(asked, context, c)
            );

    internal static QueueHandlers OnPayrollFiles(this QueueHandlers files) =>
        files.On<TakeInFiles, FileArrived>(TakeInFiles.Arrived, (take, arrived, context, c) => take.HandleAsync(arrived, context, c));

    /// <summary>The jobs of this context on the queue <c>bulk</c>.</summary>
    internal static QueueHandlers OnPayrollJobs(this QueueHandlers bulk) =>
        bulk.On<MakeOutgoingFile, OutgoingFileMoved>(
                OutgoingFileEvents.StepDue.Message,
                (job, wake, context, c) => job.ContinueAsync(wake, context, c)
            )
            .On<MakeOutgoingFile, OutgoingFileMoved>(
                OutgoingFileEvents.AnswerDue.Message,
                (job, due, context, c) => job.CheckAnswersAsync(due, context, c)
            )
            .On<BookIncomingFile, IncomingFileMoved>(
                IncomingFileEvents.SliceDue.Message,
                (job, wake, context, c) => job.ContinueAsync(wake, context, c)
            );
}
