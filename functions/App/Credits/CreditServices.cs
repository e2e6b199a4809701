using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
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
using Serverless.App.Credits.Requests.Checking;
using Serverless.App.Credits.Simulations;
using Serverless.App.Membership.Messages;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Drop;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Kernel;
using Serverless.Platform.Partners;
using Serverless.Platform.Tasks;

namespace Serverless.App.Credits;

/// <summary>The services of this context.</summary>
internal static class CreditServices
{
    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddCreditSlices(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new WorkingCalendar(HolidayTable.Shipped()));
        return services
            .AddRequests()
            .AddCollecting()
            .AddTaskDesk(CreditsModule.Desk)
            .AddSingleton<LoanStore>()
            .AddSingleton<LoanDebts>()
            .AddSingleton<WatchInstalment>()
            .AddSingleton<ListLoans>()
            .AddSingleton<IPersonalDataHolder, CreditHoldings>()
            .AddSingleton<CatalogueStore>()
            .AddSingleton(services => new CreditTablesInForce(
                services.GetRequiredService<CatalogueStore>().ReadAsync,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<CreditTablesInForce>>()
            ))
            .AddSingleton<ListProducts>()
            .AddSingleton<GetCatalogue>()
            .AddSingleton<ProposeChange>()
            .AddSingleton<DecideProposal>()
            .AddSingleton<Simulate>()
            .AddSingleton<PrintSimulation>()
            .AddSingleton<GetStatement>()
            .AddSingleton<PaymentStore>()
            .AddSingleton<StartPayment>()
            .AddSingleton<PostPayment>()
            .AddSingleton<ReversePayment>()
            .AddSingleton<GatewayBook>()
            .AddSingleton<TakeGatewayStatements>()
            .AddDropContainer(GatewayBook.Partner)
            .AddSingleton<WriteOffLoan>()
            .AddSingleton<ILedgerBook, LoanBook>()
            .AddSingleton<WhenClaimPaid>()
            .AddSingleton<PostPaymentNotice>()
            .AddSingleton<CertificateStore>()
            .AddSingleton<RequestCertificate>()
            .AddSingleton<OfferStore>()
            .AddSingleton<ImportOffers>()
            .AddSingleton<OfferFileStore>()
            .AddSingleton<PostOfferFile>()
            .AddSingleton<WorkOfferFile>()
            .AddSingleton<MemberOffers>()
            .AddSingleton<BuildPortfolio>();
    }

    /// <summary>Payroll, bureau and gateway; without an address a question goes to a person, and a payment waits.</summary>
    internal static IServiceCollection AddCreditPorts(this IServiceCollection services)
    {
        services
            .AddSettings<GatewayOptions>(GatewayOptions.Section, (from, to) => from.Bind(to))
            .Setting(
                GatewayOptions.Section,
                nameof(GatewayOptions.CallbackKey),
                o => o.Endpoint is null || PartnerSignature.IsKey(o.CallbackKey),
                "must be 32 bytes or more in base64"
            );
        services.AddSettings<PayrollCapacityOptions>(PayrollCapacityOptions.Section, (from, to) => from.Bind(to));
        services.AddSettings<CreditBureauOptions>(CreditBureauOptions.Section, (from, to) => from.Bind(to));
        return services
            .AddLookup<PayrollCapacityOptions, PayrollCapacity>(
                PayrollCapacityOptions.Section,
                "payroll-capacity",
                client => new PayrollCapacity(client)
            )
            .AddLookup<CreditBureauOptions, CreditBureau>(CreditBureauOptions.Section, "credit-bureau", client => new CreditBureau(client))
            .AddSingleton(provider => provider.GetRequiredService<IOptions<GatewayOptions>>().Value)
            .AddVendorEndpoint("PaymentGateway__Endpoint", provider => provider.GetRequiredService<GatewayOptions>().Endpoint)
            .AddSingleton(provider => new GatewayClient(
                PartnerCall.NewHttp(),
                provider.GetRequiredService<GatewayOptions>(),
                provider.GetRequiredService<TimeProvider>()
            ));
    }

    private static IServiceCollection AddLookup<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        TPort
    >(this IServiceCollection services, string section, string name, Func<LookupClient, TPort> create)
        where TOptions : LookupOptions
        where TPort : class =>
        services
            .AddVendorEndpoint($"{section}__Endpoint", provider => provider.GetRequiredService<IOptions<TOptions>>().Value.Endpoint)
            .AddSingleton(provider =>
                create(
                    new LookupClient(
                        PartnerCall.NewHttp(),
                        provider.GetRequiredService<IOptions<TOptions>>().Value,
                        name,
                        provider.GetRequiredService<TimeProvider>()
                    )
                )
            );
}
