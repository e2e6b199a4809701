using Microsoft.Extensions.Options;
using Serverless.App.Payments.Bank;
using Serverless.App.Payments.Journal;
using Serverless.App.Payments.Messages;
using Serverless.App.Payments.Notices;
using Serverless.App.Payments.Orders;
using Serverless.App.Payments.Statements;
using Serverless.Platform.Drop;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Partners;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments;

/// <summary>Money that leaves: orders to the bank and what becomes of them.</summary>
internal static class PaymentsModule
{
    internal const string Name = "payments";
    internal const string Table = "Payments";
    private const string EventQueue = "payments-events";

    /// <summary>Names the drop container <c>drop-bank</c> and the queue <c>bank-files</c>.</summary>
    internal const string Partner = "bank";

    /// <summary>Differences with the bank belong to the treasurer.</summary>
    internal static readonly DeskName Desk = new(Name, Table, "treasurer");

    /// <summary>What goes where.</summary>
    internal static readonly IReadOnlyList<Route> Routes = [new(BankOrderStore.Registered.Type, EventQueue)];

    internal static WebApplicationBuilder AddPayments(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSettings<BankOptions>(BankOptions.Section, (from, to) => from.Bind(to))
            .Setting(
                BankOptions.Section,
                nameof(BankOptions.RequestKey),
                o => o.Endpoint is null || PartnerSignature.IsKey(o.RequestKey),
                "must be 32 bytes or more in base64"
            )
            .Setting(
                BankOptions.Section,
                nameof(BankOptions.CallbackKey),
                o => o.Endpoint is null || (PartnerSignature.IsKey(o.CallbackKey) && o.CallbackKey != o.RequestKey),
                "must be 32 bytes or more in base64, and another key than RequestKey"
            )
            .Setting(
                BankOptions.Section,
                nameof(BankOptions.PreviousCallbackKey),
                o => o.PreviousCallbackKey.Length == 0 || PartnerSignature.IsKey(o.PreviousCallbackKey),
                "must be 32 bytes or more in base64, or empty"
            )
            .Setting(BankOptions.Section, nameof(BankOptions.ClientId), o => o.Endpoint is null || o.ClientId.Length > 0, "must name us")
            .Setting(
                BankOptions.Section,
                nameof(BankOptions.TryTimeout),
                o => o.TryTimeout > TimeSpan.Zero && o.TryTimeout <= TimeSpan.FromMinutes(1),
                "must be above zero and at most a minute"
            )
            .Setting(BankOptions.Section, nameof(BankOptions.GiveUpAfter), o => o.GiveUpAfter > TimeSpan.Zero, "must be above zero");
        builder
            .Services.AddJson(JournalJson.Default)
            .AddSingleton(provider => provider.GetRequiredService<IOptions<BankOptions>>().Value)
            .AddVendorEndpoint("Bank__Endpoint", provider => provider.GetRequiredService<BankOptions>().Endpoint)
            .AddSingleton(provider => new BankClient(
                PartnerCall.NewHttp(),
                provider.GetRequiredService<BankOptions>(),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddPaymentSlices()
            .AddJson(PaymentsJson.Default);
        return builder;
    }

    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddPaymentSlices(this IServiceCollection services) =>
        services
            .AddTaskDesk(Desk)
            .AddSingleton<BankOrderStore>()
            .AddSingleton<PaymentOrders>()
            .AddSingleton<SendOrder>()
            .AddSingleton<TakeNotice>()
            .AddDropContainer(Partner)
            .AddSingleton<BankBook>()
            .AddSingleton<BuildJournal>()
            .AddSingleton<GetJournal>()
            .AddSingleton<TakeStatements>()
            .AddSingleton<FindAbsentStatements>()
            .AddSingleton<PostBankNotice>();

    internal static void MapPayments(this WebApplication app)
    {
        app.MapContext(Name, MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder payments)
    {
        PostBankNotice.Map(payments);
        payments.MapTaskDesk(Desk);
        GetJournal.Map(payments);
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapQueue(EventQueue, events => events.OnPaymentEvents());
        functions.MapQueue($"{Partner}-files", files => files.OnStatements());
        functions.MapTimer<FindAbsentStatements>("payments-sweep", (control, _, cancellation) => control.SweepAsync(cancellation));
        functions.MapTimer<BuildJournal>("payments-journal", (journal, _, cancellation) => journal.RunAsync(cancellation));
    }

    internal static QueueHandlers OnPaymentEvents(this QueueHandlers events) =>
        events.On<SendOrder, BankOrderMoved>(
            BankOrderStore.Registered.Message,
            (send, moved, context, c) => send.SendAsync(moved, context, c)
        );

    internal static QueueHandlers OnStatements(this QueueHandlers files) =>
        files.On<TakeStatements, PartnerFileArrived>(PartnerStatements.Arrived, (take, _, _, c) => take.LookAsync(c));
}
