using Serverless.Local.Azurite;
using Serverless.Platform.Storage;

namespace Serverless.TestKit;

/// <summary>
/// The one Azurite of a test run, started when the first test asks and stopped with the process. Tests keep apart by name prefix.
/// </summary>
public static class AzuriteAccount
{
    private static readonly Lazy<Task<AzuriteServer>> Server = new(StartAsync);
    private static int _prefixes;

    /// <summary>A connection string to the shared, in-memory account.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Server.Value).ConnectionString;

    /// <summary>Options with a prefix that no other test of this run has.</summary>
    public static async Task<StorageOptions> OptionsAsync() =>
        new() { ConnectionString = await ConnectionStringAsync(), NamePrefix = $"t{Interlocked.Increment(ref _prefixes)}x" };

    /// <summary>Fresh names in the shared account, everything of the manifest created.</summary>
    public static async Task<StorageOptions> CreateAsync(StorageManifest manifest)
    {
        var options = await OptionsAsync();
        await StorageSetup.CreateAsync(options.ConnectionString!, manifest, options.NamePrefix, CancellationToken.None);
        return options;
    }

    /// <summary>Installed tools, shared by every run in this working copy.</summary>
    public static string ToolCache() => Path.Combine(RepositoryRoot(), ".local", "tools");

    private static Task<AzuriteServer> StartAsync() =>
        AzuriteServer.StartAsync(new AzuriteSettings(ToolCache(), Data: null), CancellationToken.None);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Tests run inside the working copy");
        }

        return folder.FullName;
    }
}
