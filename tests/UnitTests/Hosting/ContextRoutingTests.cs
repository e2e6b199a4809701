using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform.Hosting;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Hosting;

public sealed class ContextRoutingTests : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _route;
    private readonly Routes _functions;
    private readonly List<string> _made = [];

    public ContextRoutingTests()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<ContextRouting>().AddRoutingCore();
        services.AddSingleton(new DiagnosticListener("tests")).AddSingleton<DiagnosticSource>(new DiagnosticListener("tests"));
        _services = services.BuildServiceProvider();
        _functions = new(_services);
        _functions.MapPost("/queue", (RequestDelegate)(_ => Task.CompletedTask)).WithDisplayName("queue");
        foreach (var context in new[] { "shop", "shops" })
        {
            Map(context, "{id}");
            Map(context, "{id}/parts");
        }

        var routing = _services.GetRequiredService<ContextRouting>();
        routing.Functions = _functions;
        _route = routing.Before(_ => Task.CompletedTask);
    }

    [Theory]
    [InlineData("/api/v1/shop/7", "shop {id}")]
    [InlineData("/api/v1/shops/7", "shops {id}")]
    [InlineData("/api/v1/shop/7/parts", "shop {id}/parts")]
    [InlineData("/API/v1/SHOP/7", "shop {id}")]
    [InlineData("/api/v1/shop", null)]
    [InlineData("/api/v1/sho/7", null)]
    [InlineData("/api/v1/", null)]
    [InlineData("/api/v2/shop/7", null)]
    [InlineData("/shop-queue", null)]
    [InlineData("/", null)]
    public async Task Request_is_looked_up_in_the_table_of_its_context(string path, string? expected) =>
        Assert.Equal(expected, (await RoutedAsync(path))?.DisplayName);

    [Fact]
    public async Task Table_of_a_context_is_made_when_it_is_first_asked_for_and_once()
    {
        Assert.Empty(_made);

        await RoutedAsync("/api/v1/shops/7");
        await RoutedAsync("/api/v1/shops/8/parts");

        Assert.Equal(["shops {id}", "shops {id}/parts"], _made);
    }

    [Fact]
    public void Every_route_is_known_to_whoever_lists_them() =>
        Assert.Equal(
            ["shop {id}", "shop {id}/parts", "shops {id}", "shops {id}/parts", "queue"],
            _services.GetRequiredService<ContextRouting>().All.Endpoints.Select(endpoint => endpoint.DisplayName)
        );

    [Fact]
    public void Routes_of_every_context_are_among_those_that_tests_walk() =>
        Assert.Equal(
            ["benefits", "contracts", "credits", "fund", "identity", "membership", "payments", "payroll", "platform"],
            BuiltApp.Endpoints.Select(route => route.Metadata.GetMetadata<ContextName>()?.Value).OfType<string>().Distinct().Order()
        );

    public void Dispose() => _services.Dispose();

    private async Task<Endpoint?> RoutedAsync(string path)
    {
        var http = new DefaultHttpContext { RequestServices = _services, Request = { Path = path, Method = "GET" } };
        await _route(http);
        return http.GetEndpoint();
    }

    private void Map(string context, string pattern)
    {
        var name = $"{context} {pattern}";
        _functions
            .MapContext(context)
            .MapGet(pattern, (RequestDelegate)(_ => Task.CompletedTask))
            .WithDisplayName(name)
            .Add(_ => _made.Add(name));
    }

    private sealed record Routes(IServiceProvider ServiceProvider) : IEndpointRouteBuilder
    {
        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);
    }
}
