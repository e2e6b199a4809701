using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Cli;
using Serverless.Platform.Hosting.Process;

namespace Serverless.UnitTests.Hosting;

public sealed class FrontDoorTests : IAsyncLifetime
{
    private readonly int _port = LoopbackPort.AnyFree();
    private HttpClient Client { get; set; } = null!;
    private FrontDoor _door = null!;

    public async Task InitializeAsync()
    {
        _door = await FrontDoor.OpenAsync(_port, NullLoggerFactory.Instance);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
    }

    public Task DisposeAsync()
    {
        Client.Dispose();
        _door.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Ping_is_answered_before_there_is_an_app_and_by_the_app_afterwards()
    {
        var before = await Client.GetAsync("/");
        await using var app = await StartAsync();
        var after = await Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.NoContent, before.StatusCode);
        Assert.Equal("/", await after.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/api/v1/platform/config")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/bulk")]
    public async Task Whatever_else_comes_before_waits_for_the_app_and_is_answered_by_it(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "POST" ? new StringContent("a body that waits too") : null;

        var waiting = Client.SendAsync(request);
        await Client.GetAsync("/");
        Assert.False(waiting.IsCompleted);
        await using var app = await StartAsync();
        var answer = await waiting.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(method == "POST" ? "a body that waits too" : path, await answer.Content.ReadAsStringAsync());
        Assert.Equal("set on the way out", answer.Headers.GetValues("X-Late").Single());
    }

    [Fact]
    public async Task Failure_of_the_app_is_500_as_it_is_without_a_door()
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, (await Client.GetAsync("/fails")).StatusCode);
    }

    [Fact]
    public async Task Caller_who_does_not_wait_leaves_nothing_behind()
    {
        using var patience = new CancellationTokenSource();
        var waiting = Client.GetAsync("/api/v1/platform/config", patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await using var app = await StartAsync();

        Assert.Equal("/again", await Client.GetStringAsync("/again"));
    }

    [Fact]
    public async Task Who_waits_at_a_door_that_closes_is_told_at_once()
    {
        var waiting = Client.GetAsync("/api/v1/platform/config");
        await Client.GetAsync("/");

        _door.Dispose();

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Port_that_is_taken_is_said_at_once() =>
        await Assert.ThrowsAsync<IOException>(() => FrontDoor.OpenAsync(_port, NullLoggerFactory.Instance));

    [Fact]
    public async Task Stopped_app_leaves_a_closed_port()
    {
        await using (var app = await StartAsync())
        {
            await app.StopAsync();
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => Client.GetAsync("/"));
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IServer>(_door);
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        return app;
    }

    /// <summary>The body as it came, or the path; a header as late as one can be set.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/fails")
        {
            throw new InvalidOperationException("a bug");
        }

        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Late"] = "set on the way out";
            return Task.CompletedTask;
        });
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        await context.Response.WriteAsync(body.Length > 0 ? body : context.Request.Path.Value!);
    }
}
