using Serverless.Local;
using Serverless.Local.Cli;
using Serverless.Local.Demo;
using Serverless.Local.Simulators.Tsa;
using Serverless.TestKit.Documents;
using Serverless.TestKit.Processes;

namespace Serverless.EndToEndTests;

/// <summary>App behind Local's host: the build output, or the published executable that SERVERLESS_APP_DIR names.</summary>
public sealed class LocalApp : IAsyncLifetime
{
    // Keys of certificates take most of a second: made once in a run, given to every laptop of it.
    private static readonly Lazy<string> Authority = new(() =>
    {
        var folder = ScratchFolder.OfTheRun().Path;
        LocalSealing.Open(folder, TimeProvider.System);
        return Path.Combine(folder, "authority");
    });

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _data = Directory.CreateTempSubdirectory("local-app-").FullName;

    public LocalApp()
        : this(new Dictionary<string, string>()) { }

    /// <param name="settings">Over those of a laptop.</param>
    internal LocalApp(IReadOnlyDictionary<string, string> settings) => _settings = settings;

    /// <summary>At the pace of the demo: who kills App often waits for the next try.</summary>
    internal static LocalApp AtDemoPace() => new(DemoPlay.Pace);

    internal static string? Published => Environment.GetEnvironmentVariable("SERVERLESS_APP_DIR");

    internal LocalCloud Cloud { get; private set; } = null!;

    internal Transcript Said { get; } = new();

    internal HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async Task InitializeAsync()
    {
        var authority = Directory.CreateDirectory(Path.Combine(_data, "keys", "authority"));
        foreach (var file in Directory.EnumerateFiles(Authority.Value))
        {
            File.Copy(file, Path.Combine(authority.FullName, Path.GetFileName(file)));
        }

        var options = new LocalOptions(LocalCommand.Run, null, 0, false, _data, Published);
        Cloud = new LocalCloud(options, new Narrator(Said, TimeProvider.System), TimeProvider.System) { ExtraSettings = _settings };
        try
        {
            await Cloud.StartAsync(new TaskCompletionSource().Task);
        }
        catch (LocalFailureException failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{Said}", failure);
        }
        Http.BaseAddress = Cloud.Address;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Cloud.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
