using System.Net;
using Microsoft.AspNetCore.Connections;
using Serverless.Local.Cli;
using Yarp.ReverseProxy.Forwarder;

namespace Serverless.Local.Host;

/// <summary>
/// The one public port: function routes go to the handler, <c>/admin</c> is the host's own, <c>/_local</c> belongs to Local,
/// anything else is 404.
/// </summary>
internal sealed class PublicServer : IAsyncDisposable
{
    /// <summary>The host's default, overridden there by FUNCTIONS_REQUEST_BODY_SIZE_LIMIT.</summary>
    private const long BodyLimit = 104_857_600;
    private readonly WebApplication _app;

    private PublicServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    internal Uri Address { get; }

    /// <summary>Listens on a loopback port.</summary>
    /// <exception cref="LocalFailureException">Somebody else does.</exception>
    /// <param name="host">The functions behind it.</param>
    /// <param name="narrator">Told what goes wrong in Local's own code.</param>
    /// <param name="mapLocal">Maps Local's own pages under <c>/_local</c>.</param>
    internal static async Task<PublicServer> StartAsync(FunctionHost host, int port, Narrator narrator, Action<WebApplication> mapLocal)
    {
        var builder = LoopbackWeb.Builder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton(services => new HttpProxy(
            host.Root,
            host.Keys,
            host.Handler,
            services.GetRequiredService<IHttpForwarder>()
        ));
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Use((context, next) => SayFailureAsync(context, next, narrator));
        app.MapPost("/admin/functions/{name}", (string name, HttpRequest request) => RunNow(host, name, request));
        app.MapGet("/", () => Results.Redirect("/_local/"));
        mapLocal(app);
        app.MapFallback("{**path}", (HttpContext context) => context.RequestServices.GetRequiredService<HttpProxy>().ForwardAsync(context));
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new LocalFailureException(LoopbackPort.Taken(port), failure);
        }
        return new(app, new Uri(app.Urls.First()));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult RunNow(FunctionHost host, string name, HttpRequest request)
    {
        if (!host.Keys.Allow(request, "admin"))
        {
            return Results.Unauthorized();
        }
        return host.RunNow(name) is null ? Results.NotFound() : Results.Accepted();
    }

    private static async Task SayFailureAsync(HttpContext context, RequestDelegate next, Narrator narrator)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            narrator.Say($"✗ {context.Request.Method} {context.Request.Path}: {failure}");
            throw;
        }
    }
}
