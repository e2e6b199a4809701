using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Contributions;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Parameters;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Fund;

/// <summary>The retirement fund: one individual account per member.</summary>
internal static class FundModule
{
    internal const string Table = "Fund";
    private const string EventQueue = "fund-events";

    /// <summary>What goes where.</summary>
    internal static readonly IReadOnlyList<Route> Routes = [new(PayrollEvents.Applied.Type, EventQueue)];

    internal static WebApplicationBuilder AddFund(this WebApplicationBuilder builder)
    {
        builder.Services.AddFundSlices().AddJson(FundJson.Default);
        return builder;
    }

    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddFundSlices(this IServiceCollection services) =>
        services
            .AddSingleton(_ => FundParameterTable.Shipped())
            .AddSingleton<AccountStore>()
            .AddSingleton<MemberAccounts>()
            .AddSingleton<WhenDiscountApplied>();

    internal static void MapFund(this WebApplication app) => app.MapQueue(EventQueue, events => events.OnFundEvents());

    internal static QueueHandlers OnFundEvents(this QueueHandlers events) =>
        events.On<WhenDiscountApplied, DiscountApplied>(
            PayrollEvents.Applied.Message,
            (when, data, context, c) => when.ApplyAsync(data, context, c)
        );
}
