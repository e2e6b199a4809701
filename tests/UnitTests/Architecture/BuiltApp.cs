using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serverless.App;
using Serverless.Platform.Hosting;

namespace Serverless.UnitTests.Architecture;

/// <summary>The app as Program.cs puts it together, never started: tests read its routes and services.</summary>
internal static class BuiltApp
{
    private static readonly string[] Settings =
    [
        "--Storage:ConnectionString=UseDevelopmentStorage=true",
        "--Messaging:Transport=StorageQueues",
        "--Hosting:PublicBaseAddress=https://api.example.org",
    ];

    private static readonly Lazy<WebApplication> Built = new(() => Build(7072));

    internal static IServiceProvider Services => Built.Value.Services;

    internal static IReadOnlyList<RouteEndpoint> Endpoints { get; } =
    [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>Every function.json beside the code, by function name.</summary>
    internal static IReadOnlyDictionary<string, JsonObject> Functions { get; } =
        SourceTree
            .Files("functions", "function.json")
            .ToDictionary(
                file => Path.GetFileName(Path.GetDirectoryName(file))!,
                file => JsonNode.Parse(SourceTree.Read(file))!["bindings"]![0]!.AsObject(),
                StringComparer.Ordinal
            );

    /// <summary>Another one, for tests that start it.</summary>
    internal static WebApplication Build(int port, params string[] more)
    {
        var builder = HandlerHost.CreateBuilder([.. Settings, .. more], new HandlerEnvironment(port), typeof(AppModule).Assembly);
        builder.AddApp();
        var app = builder.Build();
        app.UseHandler();
        app.MapApp();
        return app;
    }
}
