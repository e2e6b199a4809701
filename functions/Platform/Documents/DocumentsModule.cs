using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Documents.Sealing;
using Serverless.Platform.Hosting.Settings;

namespace Serverless.Platform.Documents;

/// <summary>Registers sealing and its inspection; the key and certificates are read at the first use, not at start.</summary>
public static class DocumentsModule
{
    /// <summary>Wants a <see cref="TokenCredential"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddSettings<DocumentsOptions>(DocumentsOptions.Section, (from, to) => from.Bind(to));
        services.AddSingleton<IValidateOptions<DocumentsOptions>, DocumentsOptionsValidator>();
        services.AddSingleton<AuditVault>();
        services.AddSingleton(Signer);
        services.AddSingleton(provider => new TimeStamping(Authority(Options(provider))));
        services.AddSingleton(provider => new PdfSealer(
            provider.GetRequiredService<IDigestSigner>(),
            provider.GetRequiredService<TimeStamping>().Authority,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new PdfSealInspector(
            DocumentsOptions.Certificates(Options(provider).SealRoots),
            DocumentsOptions.Certificates(Options(provider).TimeStampRoots),
            provider.GetRequiredService<TimeProvider>()
        ));
        return services
            .AddVendorEndpoint("Documents__TimeStampAuthority", provider => Options(provider).TimeStampAuthority)
            .AddStartupCheck(provider =>
                Options(provider).SealPfx is null ? [] : ["Documents__SealPfx is for a laptop: the sealing key stays in Key Vault"]
            );
    }

    private static DocumentsOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DocumentsOptions>>().Value;

    private static IDigestSigner Signer(IServiceProvider provider)
    {
        var options = Options(provider);
        return options.SealPfx is { } file
            ? LocalPfxSigner.FromFile(file)
            : KeyVaultSigner.Create(
                options.SealKey!,
                [.. DocumentsOptions.Certificates(options.SealCertificates)],
                provider.GetRequiredService<TokenCredential>(),
                new KeyVaultClientOptions()
            );
    }

    private static HttpTimeStampAuthority? Authority(DocumentsOptions options) =>
        options.TimeStampAuthority is { } address
            ? new HttpTimeStampAuthority(
                new HttpClient { Timeout = options.TimeStampTimeout },
                address,
                DocumentsOptions.Certificates(options.TimeStampRoots)
            )
            : null;
}

/// <summary>The time-stamp authority, if one is configured.</summary>
public sealed record TimeStamping(ITimeStampAuthority? Authority);

/// <summary>Azure.Core's pipeline with its own defaults: three retries, backing off.</summary>
internal sealed class KeyVaultClientOptions : ClientOptions;
