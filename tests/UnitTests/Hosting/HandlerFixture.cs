using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Local.Cli;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Health;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Hosting;

/// <summary>The whole pipeline on a real socket, with routes that show each of its rules.</summary>
public sealed class HandlerFixture : IAsyncLifetime
{
    internal static readonly string[] Settings =
    [
        "--Environment=Local",
        "--Hosting:PublicBaseAddress=https://api.example.pe",
        "--Clients:MinimumAppVersion=2.3.0",
        "--Clients:AndroidStoreLink=https://store.example.pe/app",
        "--Clients:Features:hotels=false",
        "--Clients:Channels:kiosk:From=2999-01-01",
        "--Clients:Channels:chat:Until=2021-12-17",
        "--Clients:Channels:web:From=2020-06-12",
        "--Staff:Authority=http://127.0.0.1:9/staff",
        "--Staff:Audience=serverless",
    ];

    private WebApplication? _app;

    public int Port { get; private set; }

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Port = LoopbackPort.AnyFree();
        var builder = HandlerHost.CreateBuilder(Settings, new HandlerEnvironment(Port));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Calls>().AddJson(NumberJson.Default);
        builder.Services.AddSingleton<IRateCounter, MemoryRateCounter>();
        builder.Services.AddDependency("fine", TimeSpan.FromSeconds(5), (_, _) => Task.CompletedTask);
        _app = builder.Build();
        _app.UseHandler();
        _app.MapPlatform();
        MapRoutes(_app);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapFunctions(functions => functions.MapTrigger<Calls>("shop-queue", (calls, envelope, _) => calls.TakeAsync(envelope)));
        app.MapContext("shop", MapShop);
        app.MapContext("hotels", hotels => hotels.MapGet("/rooms", () => TypedResults.NoContent()).AllowAnonymous());
    }

    private static void MapShop(RouteGroupBuilder shop)
    {
        shop.MapGet("/unnamed", () => TypedResults.NoContent());
        shop.MapGet("/staff", () => TypedResults.NoContent()).RequireStaff("registrar");
        shop.MapGet("/backoffice/open", () => TypedResults.NoContent()).AllowAnonymous();
        shop.MapGet("/open", () => TypedResults.NoContent()).AllowAnonymous();
        shop.MapGet("/bug", Microsoft.AspNetCore.Http.HttpResults.NoContent () => throw new InvalidOperationException("secret 12345678"))
            .AllowAnonymous();
        shop.MapGet("/refused", () => Refused().ToOk()).AllowAnonymous();
        shop.MapGet("/limited", () => TypedResults.NoContent()).AllowAnonymous().RateLimit(new("shop-limited", 2, TimeSpan.FromDays(1000)));
        shop.MapPost("/orders", (Number order, IdempotentCommand command) => Identity(command, order))
            .AllowAnonymous()
            .RequireIdempotencyKey();
        shop.MapPost("/empty", (IdempotentCommand command) => Identity(command, null)).AllowAnonymous().RequireIdempotencyKey();
        shop.MapPut("/orders/{id}", (string id, IfMatch seen) => TypedResults.Text($"{id} {seen.Version}"))
            .AllowAnonymous()
            .RequireIfMatch();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Identity(IdempotentCommand command, Number? order)
    {
        command.MarkReplayed();
        return TypedResults.Text($"{command.Identity.CommandId} {command.Identity.BodyHash} {order?.Value}");
    }

    private static Result<Number> Refused() => PlatformErrors.TooMany(TimeSpan.FromSeconds(7));
}

/// <summary>What a function was called with.</summary>
internal sealed class Calls
{
    private int _count;

    internal Task<TriggerReply> TakeAsync(TriggerEnvelope envelope)
    {
        Interlocked.Increment(ref _count);
        var text = envelope.Trigger.Text();
        return text == "bad" ? throw new IOException("secret 12345678") : Task.FromResult(TriggerReply.Done.WithLog(text));
    }
}

internal sealed record Number(int Value);
