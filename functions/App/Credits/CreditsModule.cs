using Serverless.App.Benefits.Messages;
using Serverless.App.Contracts.Messages;
using Serverless.App.Credits.Certificates;
using Serverless.App.Credits.Collecting;
using Serverless.App.Credits.Gateway;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Loans.Reading;
using Serverless.App.Credits.Loans.WritingOff;
using Serverless.App.Credits.Messages;
using Serverless.App.Credits.Offers;
using Serverless.App.Credits.Portfolio;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Repaying;
using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Simulations;
using Serverless.App.Membership.Messages;
using Serverless.Durable;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Partners;
using Serverless.Platform.Tasks;

namespace Serverless.App.Credits;

/// <summary>Loans (Créditos): what they would cost, how they are asked for, signed and paid out, and how they are paid back.</summary>
internal static class CreditsModule
{
    internal const string Name = "credits";
    internal const string Table = "Credits";
    internal const string Queue = "credits-events";

    /// <summary>Who hears of what happens here, and what is heard here of others.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(RequestEvents.PrecheckDue.Type, Queue),
        new(RequestEvents.Ended.Type, Queue),
        new(OfferFileEvents.WorkDue.Type, Queue),
        new(Repaying.PaymentEvents.Authorised.Type, Queue),
        new(Repaying.PaymentEvents.Reversed.Type, Queue),
        new(CreditEvents.LoanDisbursed.Type, Queue),
        new(ContractEvents.DocumentSigned.Type, Queue),
        new(BenefitEvents.ClaimPaid.Type, Queue),
        new(MembershipEvents.ErasureGranted.Type, Queue),
        new(Payments.Messages.PaymentEvents.OrderPaid.Type, Queue),
        new(Payments.Messages.PaymentEvents.OrderRejected.Type, Queue),
        .. CollectingModule.Routes,
    ];

    /// <summary>Differences in the loans' books belong to the officers of credits.</summary>
    internal static readonly DeskName Desk = new(Name, Table, "credit-officer");

    internal static WebApplicationBuilder AddCredits(this WebApplicationBuilder builder)
    {
        builder.Services.AddCreditPorts().AddCreditSlices().AddDurable(durable => durable.AddDisbursement()).AddJson(CreditsJson.Default);
        return builder;
    }

    internal static void MapCredits(this WebApplication app)
    {
        app.MapContext(Name, MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder credits)
    {
        ListProducts.Map(credits);
        GetCatalogue.Map(credits);
        ProposeChange.Map(credits);
        DecideProposal.Map(credits);
        Simulate.Map(credits);
        PrintSimulation.Map(credits);
        credits.MapRequests();
        ListLoans.Map(credits);
        GetStatement.Map(credits);
        ListDiscounts.Map(credits);
        WriteOffLoan.Map(credits);
        credits.MapTaskDesk(Desk);
        StartPayment.Map(credits);
        PostPaymentNotice.Map(credits);
        RequestCertificate.Map(credits);
        ImportOffers.Map(credits);
        PostOfferFile.Map(credits);
        MemberOffers.Map(credits);
        BuildPortfolio.Map(credits);
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapTimer<BuildPortfolio>("credits-portfolio", (portfolio, _, cancellation) => portfolio.RunAsync(cancellation));
        functions.MapTimer<TakeGatewayStatements>("credits-gateway", (files, _, cancellation) => files.RunAsync(cancellation));
        functions.MapQueue($"{GatewayBook.Partner}-files", files => files.OnGatewayFiles());
        functions.MapQueue(Queue, OnCreditEvents);
    }

    internal static QueueHandlers OnGatewayFiles(this QueueHandlers files) =>
        files.On<TakeGatewayStatements, PartnerFileArrived>(PartnerStatements.Arrived, (take, _, _, c) => take.LookAsync(c));

    /// <summary>What this context hears on its own queue.</summary>
    internal static void OnCreditEvents(QueueHandlers events) =>
        events
            .OnRequests()
            .OnCollecting()
            .On<WatchInstalment, LoanInstalmentDue>(
                LoanEvents.InstalmentDue.Message,
                (watch, due, context, c) => watch.WatchAsync(due, context, c)
            )
            .On<PostPayment, PaymentMoved>(
                Repaying.PaymentEvents.Authorised.Message,
                (post, paid, context, c) => post.PostAsync(paid, context, c)
            )
            .On<ReversePayment, PaymentMoved>(
                Repaying.PaymentEvents.Reversed.Message,
                (reverse, moved, context, c) => reverse.ReverseAsync(moved, context, c)
            )
            .On<WhenClaimPaid, ClaimPaid>(BenefitEvents.ClaimPaid.Message, (when, paid, context, c) => when.HandleAsync(paid, context, c))
            .On<ForgetRequests, ErasureGranted>(
                MembershipEvents.ErasureGranted.Message,
                (forget, granted, context, c) => forget.HandleAsync(granted, context, c)
            )
            .On<ForgetRequests, RequestDue>(
                RequestEvents.ForgetDue.Message,
                (forget, due, context, c) => forget.AgainAsync(due, context, c)
            )
            .On<RequestCertificate, LoanMoved>(
                CreditEvents.LoanDisbursed.Message,
                (certificates, loan, context, c) => certificates.VoidAsync(loan, context, c)
            )
            .On<WorkOfferFile, OfferFileMoved>(OfferFileEvents.WorkDue.Message, (job, due, context, c) => job.WorkAsync(due, context, c))
            .On<OfferStore, OfferMoved>(OfferEvents.ExpiryDue.Message, (offers, due, context, c) => offers.ExpireAsync(due, context, c));
}
