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
    private readonly App _app;
    private readonly RequestDelegate _route;
    private readonly List<string> _made = [];

    public ContextRoutingTests()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<ContextRouting>().AddRoutingCore();
        services.AddSingleton(new DiagnosticListener("tests")).AddSingleton<DiagnosticSource>(new DiagnosticListener("tests"));
        _services = services.BuildServiceProvider();
        _app = new(_services);
        foreach (var context in new[] { "shop", "shops" })
        {
            _app.MapContext(context, routes => Map(routes, $"{context} {{id}}", "{id}"));
            _app.MapContext(context, routes => Map(routes, $"{context} {{id}}/parts", "{id}/parts"));
        }

        _app.MapFunctions(functions => Map(functions, "queue", "/queue"));
        _app.MapGet("/", (RequestDelegate)(_ => Task.CompletedTask)).WithDisplayName("root");
        var routing = _services.GetRequiredService<ContextRouting>();
        routing.Rest = _app;
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
    public async Task Routes_of_a_context_are_mapped_when_it_is_first_asked_for_and_once()
    {
        Assert.Empty(_made);

        await RoutedAsync("/api/v1/shops/7");
        await RoutedAsync("/api/v1/shops/8/parts");

        Assert.Equal(["shops {id}", "shops {id}/parts"], _made);
    }

    [Fact]
    public async Task Functions_are_mapped_when_one_is_first_called_and_once()
    {
        Assert.Null(await RoutedAsync("/queue"));
        Assert.Empty(_made);

        Assert.Equal("queue", (await RoutedAsync("/queue", "POST"))?.DisplayName);
        await RoutedAsync("/queue", "POST");

        Assert.Equal(["queue"], _made);
    }

    [Fact]
    public async Task First_requests_that_come_together_map_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => RoutedAsync("/api/v1/shop/7"))));

        Assert.Equal(["shop {id}", "shop {id}/parts"], _made);
    }

    [Fact]
    public async Task Route_that_comes_too_late_is_refused()
    {
        await RoutedAsync("/api/v1/shops/7");

        Assert.Throws<InvalidOperationException>(() => _app.MapContext("shops", routes => routes.MapGet("late", () => { })));
    }

    [Fact]
    public void Every_route_is_known_to_whoever_lists_them() =>
        Assert.Equal(
            ["shop {id}", "shop {id}/parts", "shops {id}", "shops {id}/parts", "queue", "root"],
            _services.GetRequiredService<ContextRouting>().All.Endpoints.Select(endpoint => endpoint.DisplayName)
        );

    [Fact]
    public void Routes_of_every_context_are_among_those_that_tests_walk() =>
        Assert.Equal(
            ["benefits", "contracts", "credits", "fund", "identity", "membership", "payments", "payroll", "platform"],
            BuiltApp.Endpoints.Select(route => route.Metadata.GetMetadata<ContextName>()?.Value).OfType<string>().Distinct().Order()
        );

    public void Dispose() => _services.Dispose();

    private async Task<Endpoint?> RoutedAsync(string path, string method = "GET")
    {
        var http = new DefaultHttpContext { RequestServices = _services, Request = { Path = path, Method = method } };
        await _route(http);
        return http.GetEndpoint();
    }

    private void Map(IEndpointRouteBuilder routes, string name, string pattern)
    {
        _made.Add(name);
        routes.MapMethods(pattern, ["GET", "POST"], (RequestDelegate)(_ => Task.CompletedTask)).WithDisplayName(name);
    }

    private sealed record App(IServiceProvider ServiceProvider) : IEndpointRouteBuilder
    {
        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);
    }
}
