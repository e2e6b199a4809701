using Serverless.Local;
using Serverless.Local.Cli;
using Serverless.TestKit.Processes;

namespace Serverless.IntegrationTests.Local;

/// <summary>A script root whose handler is a small node program, started by Local as App would be.</summary>
public sealed class StubRoot : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-stub-").FullName;

    internal Transcript Said { get; } = new();

    /// <summary>How long the handler takes before it listens.</summary>
    internal TimeSpan Start { get; init; }

    /// <summary>Its first question of each life is taken and never answered, as by a handler that stops for breath.</summary>
    internal bool IsSilentFirst { get; init; }

    internal LocalCloud Cloud { get; private set; } = null!;

    internal HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async Task InitializeAsync()
    {
        var root = Path.Combine(_folder, "root");
        Directory.CreateDirectory(root);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Local", "StubHandler")))
        {
            File.Copy(file, Path.Combine(root, Path.GetFileName(file)));
        }
        Add(root, "stub-http", Http1("v1/stub/{*path}", "anonymous"), HttpOut);
        Add(root, "stub-keyed", Http1("v1/keyed/{*path}", "function"), HttpOut);
        Add(
            root,
            "stub-get",
            """{"type":"httpTrigger","name":"req","route":"v1/readonly/{*path}","authLevel":"anonymous","methods":["get"]}""",
            HttpOut
        );
        Add(root, "stub-ok", ServiceBus("stub-ok"));
        Add(root, "stub-fail", ServiceBus("stub-fail"));
        Add(root, "stub-fail-poison", ServiceBus("stub-fail-poison"));
        Add(root, "stub-null", ServiceBus("stub-null"));
        Add(root, "stub-timer", """{"type":"timerTrigger","name":"timer","schedule":"%StubSchedule%"}""");
        var options = new LocalOptions(LocalCommand.Run, null, 0, false, Path.Combine(_folder, "data"), root);
        Cloud = new LocalCloud(options, new Narrator(Said, TimeProvider.System), TimeProvider.System)
        {
            ExtraSettings = new Dictionary<string, string>
            {
                ["StubSchedule"] = "0 0 0 1 1 *",
                ["StubStartMilliseconds"] = $"{(int)Start.TotalMilliseconds}",
                ["StubSilentFirst"] = $"{IsSilentFirst}",
            },
        };
        Assert.True(await Cloud.StartAsync(new TaskCompletionSource().Task));
        Http.BaseAddress = Cloud.Address;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private const string HttpOut = """{"type":"http","direction":"out","name":"res"}""";

    private static string Http1(string route, string level) =>
        $$"""{"type":"httpTrigger","name":"req","route":"{{route}}","authLevel":"{{level}}"}""";

    private static string ServiceBus(string queue) =>
        $$"""{"type":"serviceBusTrigger","name":"message","queueName":"{{queue}}","connection":"ServiceBus","dataType":"binary"}""";

    private static void Add(string root, string function, params string[] bindings)
    {
        Directory.CreateDirectory(Path.Combine(root, function));
        File.WriteAllText(Path.Combine(root, function, "function.json"), $$"""{"bindings":[{{string.Join(',', bindings)}}]}""");
    }
}
