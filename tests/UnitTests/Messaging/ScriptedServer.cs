using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Serverless.UnitTests.Messaging;

/// <summary>A server on loopback that answers as told, one answer per request, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    internal sealed record Request(string Method, string Target, IHeaderDictionary Headers, byte[] Body);

    /// <param name="Status">0 is silence until the client goes away.</param>
    internal sealed record Answer(int Status, string? RetryAfter = null, string Body = "");

    private readonly ConcurrentQueue<Answer> _script;
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app, IEnumerable<Answer> script) => (_app, _script) = (app, new ConcurrentQueue<Answer>(script));

    internal List<Request> Requests { get; } = [];

    internal Uri Address => new(_app.Urls.Single());

    internal static Task<ScriptedServer> StartAsync(params int[] statuses) =>
        StartAsync([.. statuses.Select(status => new Answer(status))]);

    internal static async Task<ScriptedServer> StartAsync(params Answer[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new ScriptedServer(app, script);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var target = context.Request.Path + context.Request.QueryString;
        lock (Requests)
        {
            Requests.Add(new(context.Request.Method, target, new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
        }

        var answer = _script.TryDequeue(out var next) ? next : new Answer(599);
        if (answer.Status == 0)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = wait;
        }

        await context.Response.WriteAsync(answer.Body);
    }
}
