using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Local.Engine;
using Serverless.Local.Engine.Hub;
using Serverless.Local.Engine.Page;
using Serverless.Local.Host;
using Serverless.Local.Staging;
using Serverless.TestKit.Orchestrations;

namespace Serverless.UnitTests.Local.Engine;

/// <summary>The management API answers as the extension's does (durable contract, section 2.3); the page does what its buttons say.</summary>
public sealed class HubHttpTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Api = HubManagement.Path;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly VirtualTaskHub _functions = new(durable =>
        durable.AddOrchestratorFunc<JsonElement, string>("Flow", (context, _) => context.WaitForExternalEvent<string>("go"))
    );
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private HostKeys _keys = null!;
    private LocalTaskHub _hub = null!;
    private WebApplication _app = null!;
    private Task _running = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        var host = new HostSettings(new JsonObject(), new Dictionary<string, string>());
        var file = Path.Combine(_folder.Path, "hub.db");
        _hub = new LocalTaskHub(file, _functions.Functions, host, _functions.CallAsync, TimeProvider.System, _ => { });
        _keys = HostKeys.Of(_folder.Path);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        HubManagement.Map(_app, _hub.Instances, _keys, "https://public");
        OrchestrationsPage.Map(_app, _hub);
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
        _running = _hub.RunAsync(_stopping.Token);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await _app.DisposeAsync();
        await _hub.DisposeAsync();
        _http.Dispose();
        _functions.Dispose();
        _folder.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public async Task Api_wants_its_system_key_or_the_master_key()
    {
        var none = await _http.GetAsync(new Uri($"{Api}/instances", UriKind.Relative));
        var function = await _http.GetAsync(new Uri($"{Api}/instances?code={_keys.Function}", UriKind.Relative));
        var master = await _http.GetAsync(new Uri($"{Api}/instances?code={_keys.Master}", UriKind.Relative));

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK),
            (none.StatusCode, function.StatusCode, master.StatusCode)
        );
    }

    [Fact]
    public async Task Instance_lives_through_the_api_with_the_statuses_of_the_extension()
    {
        var answers = new List<string>
        {
            await Send("POST", "orchestrators/Flow/f1", "1"),
            await Send("POST", "orchestrators/Flow/f1", "1"),
            await Send("POST", "orchestrators/Flow/f2", "{"),
            await Send("GET", "instances/f1"),
            await Send("GET", "instances/nobody"),
            await Send("POST", "instances/nobody/raiseEvent/go", "1"),
            await Send("POST", "instances/f1/raiseEvent/go", "nonsense"),
            await Send("POST", "instances/f1/restart?restartWithNewInstanceId=false"),
            await Send("DELETE", "instances/f1"),
            await Send("POST", "instances/f1/suspend?reason=x"),
            await Send("POST", "instances/f1/resume?reason=x"),
            await Send("POST", "instances/f1/raiseEvent/go", "\"now\""),
        };
        await EndedAsync("f1");
        answers.Add(await Send("GET", "instances/f1"));
        answers.Add(await Send("POST", "instances/f1/raiseEvent/go", "1"));
        answers.Add(await Send("POST", "instances/f1/terminate?reason=x"));
        answers.Add(await Send("DELETE", "instances"));
        answers.Add(await Send("DELETE", "instances/f1"));
        answers.Add(await Send("DELETE", "instances/f1"));

        Assert.Equal("202 409 400 202 404 404 400 409 412 202 202 202 200 410 410 400 200 404", string.Join(' ', answers));
    }

    [Fact]
    public async Task Status_tells_input_output_history_and_links()
    {
        await Send("POST", "orchestrators/Flow/f1", "7");
        await Send("POST", "instances/f1/raiseEvent/go", "\"now\"");
        await EndedAsync("f1");

        var text = await _http.GetStringAsync(
            new Uri($"{Api}/instances/f1?showHistory=true&code={_keys.Orchestrations}", UriKind.Relative)
        );

        var status = JsonNode.Parse(text)!;
        Assert.Equal(("Flow", "f1", "Completed"), ($"{status["name"]}", $"{status["instanceId"]}", $"{status["runtimeStatus"]}"));
        Assert.Equal(("7", "now"), ($"{status["input"]}", $"{status["output"]}"));
        Assert.Contains(status["historyEvents"]!.AsArray(), e => $"{e!["EventType"]}" == "EventRaised");
    }

    [Fact]
    public async Task Page_lists_shows_and_steers_and_lets_no_other_site_press_its_buttons()
    {
        await Send("POST", "orchestrators/Flow/f1", "\"<script>\"");
        var list = await _http.GetStringAsync(new Uri(OrchestrationsPage.Path, UriKind.Relative));
        var foreign = await PressAsync("f1/terminate", ("Sec-Fetch-Site", "cross-site"));
        var raised = await PressAsync("f1/raise", null, "name=go&input=now");
        await EndedAsync("f1");
        var shown = await _http.GetStringAsync(new Uri($"{OrchestrationsPage.Path}/f1?said=raise-Done", UriKind.Relative));
        await PressAsync("chaos", null, "LosesAnswer=25");
        var purged = await PressAsync("f1/purge");

        Assert.Contains($"{OrchestrationsPage.Path}/f1", list, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Redirect), (foreign, raised));
        Assert.Contains("EventRaised", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", shown, StringComparison.Ordinal);
        Assert.Equal(0.25, _hub.Chaos.Switches.LosesAnswer);
        Assert.Equal(HttpStatusCode.Redirect, purged);
        Assert.Null(_hub.Instances.Find("f1"));
    }

    private async Task<string> Send(string method, string path, string? body = null)
    {
        var code = $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={_keys.Orchestrations}";
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{Api}/{path}{code}", UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        return $"{(int)answer.StatusCode}";
    }

    private async Task<HttpStatusCode> PressAsync(string button, (string Name, string Value)? header = null, string form = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{OrchestrationsPage.Path}/{button}", UriKind.Relative));
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        if (header is { } extra)
        {
            request.Headers.Add(extra.Name, extra.Value);
        }
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task EndedAsync(string id)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (_hub.Instances.Find(id)?.CompletedTimestamp is null)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
