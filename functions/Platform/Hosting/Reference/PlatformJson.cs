using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform.Hosting.Clients;
using Serverless.Platform.Hosting.Health;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Tasks;

namespace Serverless.Platform.Hosting.Reference;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientConfiguration))]
[JsonSerializable(typeof(ReadinessReport))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, ErrorText>))]
[JsonSerializable(typeof(DeskTaskView))]
[JsonSerializable(typeof(Page<DeskTaskView>), TypeInfoPropertyName = "DeskTaskPage")]
[JsonSerializable(typeof(DeskReason))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
internal sealed partial class PlatformJson : JsonSerializerContext;

/// <summary>JSON of requests and answers: generated types only, so that what works on a laptop works in the published executable.</summary>
public static class JsonServices
{
    /// <summary>Adds a context's generated types; a type in none of them fails at its first use, on the JIT as well.</summary>
    public static IServiceCollection AddJson(this IServiceCollection services, IJsonTypeInfoResolver types) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(types));

    internal static IServiceCollection AddPlatformJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Clear();
            json.SerializerOptions.TypeInfoResolverChain.Add(PlatformJson.Default);
        });
}
