using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Loans.Reading;
using Serverless.App.Credits.Messages;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits;

/// <summary>Loans (Créditos): what they would cost, how they are asked for, signed and paid out, and how they are paid back.</summary>
internal static class CreditsModule
{
    internal const string Table = "Credits";
    internal const string Queue = "credits-events";

    /// <summary>Who hears of what happens here, and what is heard here of others.</summary>
    internal static readonly IReadOnlyList<Route> Routes = [];

    internal static WebApplicationBuilder AddCredits(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<LoanStore>()
            .AddSingleton<LoanDebts>()
            .AddSingleton<WatchInstalment>()
            .AddSingleton<ListLoans>()
            .AddSingleton(_ => new WorkingCalendar(HolidayTable.Shipped()))
            .AddSingleton<CatalogueStore>()
            .AddSingleton<CreditTablesInForce>()
            .AddSingleton<ListProducts>()
            .AddSingleton<GetCatalogue>()
            .AddSingleton<ProposeChange>()
            .AddSingleton<DecideProposal>()
            .AddSingleton<Simulate>()
            .AddJson(CreditsJson.Default);
        return builder;
    }

    internal static void MapCredits(this WebApplication app)
    {
        var credits = app.MapContext("credits");
        ListProducts.Map(credits);
        GetCatalogue.Map(credits);
        ProposeChange.Map(credits);
        DecideProposal.Map(credits);
        Simulate.Map(credits);
        ListLoans.Map(credits);
        app.MapQueue(Queue, OnCreditEvents);
    }

    /// <summary>What this context hears on its own queue.</summary>
    internal static void OnCreditEvents(QueueHandlers events) =>
        events.On<WatchInstalment, LoanInstalmentDue>(
            LoanEvents.InstalmentDue.Message,
            (watch, due, context, c) => watch.WatchAsync(due, context, c)
        );
}
