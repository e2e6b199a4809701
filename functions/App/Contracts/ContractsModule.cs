using Serverless.App.Benefits.Messages;
using Serverless.App.Contracts.Audit;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Letters;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Templates;
using Serverless.App.Contracts.Vault;
using Serverless.App.Contracts.Verification;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Contracts;

/// <summary>Documents that bind (Contratos y evidencias): drawn, signed, sealed, kept, and checked by anybody.</summary>
internal static class ContractsModule
{
    internal const string Table = "Contracts";
    internal const string EventQueue = "contracts-events";

    /// <summary>Who hears of what happens here, and what is heard here of others.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(ContractEvents.DocumentSigned.Type, EventQueue),
        new(ContractEvents.DocumentIssued.Type, EventQueue),
        new(BenefitEvents.MemberDeathReported.Type, EventQueue),
        new(MembershipEvents.ErasureGranted.Type, EventQueue),
    ];

    internal static WebApplicationBuilder AddContracts(this WebApplicationBuilder builder)
    {
        builder.Services.AddDocuments();
        builder
            .Services.AddSettings<InstitutionOptions>(InstitutionOptions.Section, (from, to) => from.Bind(to))
            .Setting(InstitutionOptions.Section, nameof(InstitutionOptions.Name), o => o.Name.Length > 0, "must name the institution")
            .Setting(InstitutionOptions.Section, nameof(InstitutionOptions.Ruc), o => o.Ruc.Length == 11, "must be a RUC of 11 digits");
        builder.Services.AddContractSlices().AddJson(ContractsJson.Default);
        return builder;
    }

    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddContractSlices(this IServiceCollection services) =>
        services
            .AddSingleton(_ => DocumentTerms.Shipped())
            .AddSingleton<DocumentPaper>()
            .AddSingleton<PassingPapers>()
            .AddSingleton<DocumentStore>()
            .AddSingleton<DocumentFiles>()
            .AddSingleton<VerifyCodes>()
            .AddSingleton<PutDocument>()
            .AddSingleton<VoidDocument>()
            .AddSingleton<ContractDocuments>()
            .AddSingleton<GetDocument>()
            .AddSingleton<IPersonalDataHolder, ContractHoldings>()
            .AddSingleton<InstitutionPapers>()
            .AddSingleton<DownloadDocument>()
            .AddSingleton<SignDocument>()
            .AddSingleton<SealDocument>()
            .AddSingleton<EndDocumentTerms>()
            .AddSingleton<HoldDocument>()
            .AddSingleton(_ => LetterTerms.Shipped())
            .AddSingleton<LetterStore>()
            .AddSingleton<BeneficiaryLetters>()
            .AddSingleton<DraftLetter>()
            .AddSingleton<GetLetters>()
            .AddSingleton<RevokeLetter>()
            .AddSingleton<WhenLetterSigned>()
            .AddSingleton<FreezeLetters>()
            .AddSingleton<ForgetLetters>()
            .AddSingleton<AfterSignature>()
            .AddSingleton<VaultInspection>()
            .AddSingleton<CheckVault>()
            .AddSingleton<VerifyDocument>()
            .AddSingleton<ConfigurationRecord>()
            .AddSingleton<StampNight>();

    internal static void MapContracts(this WebApplication app)
    {
        app.MapContext("contracts", MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder contracts)
    {
        GetDocument.Map(contracts);
        DownloadDocument.Map(contracts);
        SignDocument.Map(contracts);
        HoldDocument.Map(contracts);
        VerifyDocument.Map(contracts);
        DraftLetter.Map(contracts);
        GetLetters.Map(contracts);
        RevokeLetter.Map(contracts);
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapQueue(EventQueue, events => events.OnContractEvents());
        functions.MapTimer<StampNight>("contracts-audit", (night, tick, cancellation) => night.RunAsync(tick, cancellation));
        functions.MapTimer<CheckVault>("contracts-integrity", (check, tick, cancellation) => check.RunAsync(tick, cancellation));
    }

    internal static QueueHandlers OnContractEvents(this QueueHandlers events) =>
        events
            .On<AfterSignature, DocumentSigned>(
                ContractEvents.DocumentSigned.Message,
                (slice, signed, context, c) => slice.HandleAsync(signed, context, c)
            )
            .On<SealDocument, DocumentPut>(
                ContractEvents.DocumentIssued.Message,
                (slice, issued, context, c) => slice.WhenIssuedAsync(issued, context, c)
            )
            .On<FreezeLetters, MemberDeathReported>(
                BenefitEvents.MemberDeathReported.Message,
                (slice, reported, context, c) => slice.FreezeAsync(reported.MemberId, reported.At, context, c)
            )
            .On<ForgetLetters, ErasureGranted>(
                MembershipEvents.ErasureGranted.Message,
                (slice, granted, context, c) => slice.HandleAsync(granted, context, c)
            )
            .On<EndDocumentTerms, DocumentTermEnded>(
                DocumentStore.SigningEnded.Message,
                (slice, ended, context, c) => slice.EndSigningAsync(ended, context, c)
            )
            .On<EndDocumentTerms, DocumentTermEnded>(
                DocumentStore.RetentionEnded.Message,
                (slice, ended, context, c) => slice.EndRetentionAsync(ended, context, c)
            );
}
