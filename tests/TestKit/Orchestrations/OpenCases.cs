using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Durable;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine;
using Serverless.Local.Engine.Work;
using Serverless.Local.Host;
using Serverless.Local.Staging;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.TestKit.Orchestrations;

/// <summary>
/// Cases that stay open and wait to be woken: each wake-up writes a line of the case's timeline and sets a timer. The hub keeps its file and
/// calls over HTTP, as in a run of Local.
/// </summary>
internal sealed class OpenCases : IAsyncDisposable
{
    private const string Wake = "wake";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("serverless-soak-");
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> _woken = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new();
    private int _opened;
    private WebApplication _app = null!;
    private LocalTaskHub _hub = null!;
    private Task _running = Task.CompletedTask;

    /// <summary>Cases whose first activity ran and that now wait for their first event.</summary>
    internal int Opened => Volatile.Read(ref _opened);

    /// <summary>From each wake-up to its line of the timeline.</summary>
    internal ConcurrentQueue<TimeSpan> Waits { get; } = [];

    /// <summary>How much later than due each timer's activity ran.</summary>
    internal ConcurrentQueue<TimeSpan> Delays { get; } = [];

    internal long FileBytes => _folder.EnumerateFiles().Sum(file => file.Length);

    internal static async Task<OpenCases> StartAsync()
    {
        var cases = new OpenCases();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IRateCounter>(new MemoryRateCounter(TimeProvider.System)).AddDurable(cases.Register);
        cases._app = builder.Build();
        cases._app.MapDurable();
        await cases._app.StartAsync();
        cases._http.BaseAddress = new Uri(cases._app.Urls.Single());
        var host = new HostSettings(
            (JsonObject)
                JsonNode.Parse(
                    """{"extensions":{"durableTask":{"hubName":"soak","maxConcurrentActivityFunctions":10,"maxConcurrentOrchestratorFunctions":5}}}"""
                )!,
            new Dictionary<string, string>()
        );
        var functions = new HubFunctions(
            new Dictionary<string, string> { ["Case"] = "context" },
            new Dictionary<string, string>
            {
                ["open"] = "inputTrigger",
                ["line"] = "inputTrigger",
                ["remind"] = "inputTrigger",
            }
        );
        var file = Path.Combine(cases._folder.FullName, "hub.db");
        cases._hub = new LocalTaskHub(file, functions, host, cases.CallAsync, TimeProvider.System, Console.Error.WriteLine);
        cases._running = cases._hub.RunAsync(cases._stopping.Token);
        return cases;
    }

    internal Task StartAsync(int number) =>
        Task.Run(() =>
            _hub.Instances.Start(
                new CreateInstanceRequest
                {
                    InstanceId = Id(number),
                    Name = "Case",
                    Input = $"\"{Id(number)}\"",
                },
                out _
            )
        );

    internal Task WakeAsync(int number)
    {
        _woken.GetOrAdd(Id(number), _ => []).Enqueue(TimeProvider.System.GetUtcNow());
        return Task.Run(() => _hub.Instances.Raise(Id(number), Wake, null));
    }

    /// <summary>Polls; throws when patience ends.</summary>
    internal static async Task UntilAsync(Func<bool> isSo, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (!isSo())
        {
            await Task.Delay(Look, limit.Token);
        }
    }

    internal Task<int> CountOpenAsync() => Task.Run(() => _hub.Instances.Counts().GetValueOrDefault(OrchestrationStatus.Running));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await _hub.DisposeAsync();
        await _app.DisposeAsync();
        _http.Dispose();
        _stopping.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Register(DurableBuilder durable)
    {
        durable.AddOrchestratorFunc<string, string>(
            "Case",
            async (context, id) =>
            {
                await context.CallActivityAsync("open", id);
                CountOnce(context);
                for (var turn = 0; turn < 20; turn++)
                {
                    await context.WaitForExternalEvent<string?>(Wake);
                    var due = await context.CallActivityAsync<DateTime>("line", id);
                    await context.CreateTimer(due, CancellationToken.None);
                    await context.CallActivityAsync("remind", due);
                }

                context.ContinueAsNew(id);
                return "";
            }
        );
        durable.AddActivityFunc<string, bool>("open", (_, _) => Task.FromResult(true));
        durable.AddActivityFunc<string, DateTime>("line", (_, id) => Task.FromResult(WriteLine(id)));
        durable.AddActivityFunc<DateTime, bool>("remind", (_, due) => Task.FromResult(Remind(due)));
    }

    /// <summary>Not the activity: while its result waits for a turn, the case could not answer an event.</summary>
    private void CountOnce(TaskOrchestrationContext context)
    {
        if (!context.IsReplaying)
        {
            Interlocked.Increment(ref _opened);
        }
    }

    private DateTime WriteLine(string id)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (_woken[id].TryDequeue(out var woken))
        {
            Waits.Enqueue(now - woken);
        }

        return now.UtcDateTime.AddSeconds(10);
    }

    private bool Remind(DateTime due)
    {
        Delays.Enqueue(TimeProvider.System.GetUtcNow().UtcDateTime - due);
        return true;
    }

    private async Task<FunctionAnswer> CallAsync(Invocation invocation, string envelope, CancellationToken cancellation)
    {
        using var content = new StringContent(envelope, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri($"/{invocation.Function}", UriKind.Relative), content, cancellation);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return new FunctionAnswer(json?["ReturnValue"]?.ToJsonString(), answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}");
    }

    private static string Id(int number) => $"case-{number:D6}";
}
