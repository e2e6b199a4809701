using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Serverless.Local.Cli;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Hosting;

internal sealed record Order(int Units);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>One life of a handler with a create command as contexts write them: the id from the command, the answer from the receipt.</summary>
internal sealed class OrderApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private OrderApp(WebApplication app, int port) =>
        (_app, _http) = (app, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    internal static async Task<OrderApp> StartAsync(StorageProcess storage)
    {
        var port = LoopbackPort.AnyFree();
        var builder = HandlerHost.CreateBuilder(["--Environment=Local"], new HandlerEnvironment(port));
        builder.Logging.ClearProviders();
        builder.Services.AddJson(OrderJson.Default);
        var app = builder.Build();
        app.UseHandler();
        app.MapContext(
            "shop",
            shop =>
                shop.MapPost(
                        "/orders",
                        (Order order, IdempotentCommand command, CancellationToken c) => PlaceAsync(storage, order, command, c)
                    )
                    .AllowAnonymous()
                    .RequireIdempotencyKey()
        );
        await app.StartAsync();
        return new(app, port);
    }

    internal async Task<OrderAnswer> PostAsync(string key, int units)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/shop/orders");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(new Order(units));
        using var response = await _http.SendAsync(request);
        return new(
            response.StatusCode,
            response.Headers.Location?.OriginalString,
            response.Headers.Contains(IdempotentCommand.ReplayedHeader),
            await response.Content.ReadAsStringAsync()
        );
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<Results<Created<Order>, ProblemResult>> PlaceAsync(
        StorageProcess storage,
        Order order,
        IdempotentCommand command,
        CancellationToken cancellation
    )
    {
        var id = command.CommandId;
        var applied = await storage.Runner.RunAsync(Ledger.Senders, id, command.Identity, before => Place(before, order, id), cancellation);
        if (applied is { IsSuccess: true, Value.Receipt.Outcome: CommitOutcome.AlreadyCommitted })
        {
            command.MarkReplayed();
        }

        return applied.Then<Order>(_ => order).ToCreated(_ => $"/api/v1/shop/orders/{applied.Value.Receipt.Answer!.Subject}");
    }

    private static Result<Commit<Counter>> Place(Snapshot<Counter> before, Order order, string id) =>
        before.State is not null
            ? StorageErrors.PreconditionFailed
            : new Commit<Counter>(new Counter(order.Units))
            {
                Events = [Ledger.SentEvent.With(new Sent(order.Units))],
                Answer = new IdempotencyRecord((int)HttpStatusCode.Created, id),
            };
}

internal sealed record OrderAnswer(HttpStatusCode Status, string? Location, bool Replayed, string Body);
