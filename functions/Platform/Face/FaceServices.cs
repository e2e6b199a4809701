using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Face;

/// <summary>Registers face verification: options of section <c>Face</c>, the verifiers, and where photos are put.</summary>
public static class FaceServices
{
    /// <summary>Needs storage and, for the vendor without a key, a <see cref="TokenCredential"/>.</summary>
    public static IServiceCollection AddFace(this IServiceCollection services)
    {
        services.AddSettings<FaceOptions>(FaceOptions.Section, (from, to) => from.Bind(to));
        services.AddSingleton<IValidateOptions<FaceOptions>, FaceOptionsValidator>();
        services.AddSingleton(provider => new FaceVerifiers(Verifiers(provider, Options(provider)), Options(provider).Provider));
        services.AddSingleton(provider => new FacePhotoBlobs(provider.GetRequiredService<StorageClients>()));
        services.AddVendorEndpoint("Face__Endpoint", provider => Options(provider).Endpoint);
        return services.AddStartupCheck(provider => Options(provider).AllowLoopback ? ["Face__AllowLoopback must not be set"] : []);
    }

    private static IEnumerable<IFaceVerifier> Verifiers(IServiceProvider provider, FaceOptions options)
    {
        yield return new ManualReviewVerifier();
        if (options.UsesVendor)
        {
            var pipeline = new FacePipeline(options).Build(options, provider.GetService<TokenCredential>());
            yield return new AzureFaceVerifier(new FaceCall(pipeline, options), options);
        }
    }

    private static FaceOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<FaceOptions>>().Value;
}
