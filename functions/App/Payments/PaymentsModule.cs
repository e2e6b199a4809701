using Serverless.App.Payments.Messages;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Hosting.Reference;

namespace Serverless.App.Payments;

/// <summary>Money that leaves: orders to the bank and what becomes of them.</summary>
internal static class PaymentsModule
{
    internal const string Table = "Payments";

    /// <summary>What goes where.</summary>
    internal static readonly IReadOnlyList<Route> Routes = [];

    internal static WebApplicationBuilder AddPayments(this WebApplicationBuilder builder)
    {
        builder.Services.AddPaymentSlices().AddJson(PaymentsJson.Default);
        return builder;
    }

    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddPaymentSlices(this IServiceCollection services) =>
        services.AddSingleton<BankOrderStore>().AddSingleton<PaymentOrders>();
}
