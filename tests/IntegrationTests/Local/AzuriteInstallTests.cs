using Serverless.Local.Azurite;

namespace Serverless.IntegrationTests.Local;

/// <summary>npm installs a package of one file here, from beside it; every other test that needs the emulator has it installed as it is.</summary>
public sealed class AzuriteInstallTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("azurite-install-").FullName;
    private int _announced;

    private string Cache => Path.Combine(_root, "cache");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Two_that_install_at_the_same_time_get_one_installation()
    {
        Ask("azurite");

        var scripts = await Task.WhenAll(Task.Run(InstallAsync), Task.Run(InstallAsync));

        Assert.Equal("// starts", await File.ReadAllTextAsync(scripts[0]));
        Assert.Equal(scripts[0], scripts[1]);
        Assert.Equal(1, _announced);
        Assert.Single(Directory.GetDirectories(Cache));
    }

    [Fact]
    public async Task What_npm_could_not_install_is_said_in_its_words_and_tried_again_the_next_time()
    {
        Ask("nothing-of-the-lock-file");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(InstallAsync);
        Ask("azurite");

        var script = await InstallAsync();

        Assert.Contains("npm could not install Azurite (exit code 1)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nothing-of-the-lock-file", failure.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(script));
        Assert.Single(Directory.GetDirectories(Cache));
    }

    private Task<string> InstallAsync() =>
        AzuriteInstall.EnsureAsync(Folder("package"), Cache, _ => Interlocked.Increment(ref _announced), CancellationToken.None);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>Asks for a package of that name; the lock file knows one, a folder beside the cache.</summary>
    private void Ask(string dependency)
    {
        File.WriteAllText(Path.Combine(Folder("emulator"), "package.json"), """{ "name": "azurite", "version": "1.0.0" }""");
        File.WriteAllText(Path.Combine(Folder("emulator/dist/src"), "azurite.js"), "// starts");
        File.WriteAllText(Path.Combine(Folder("package"), ".npmrc"), "update-notifier=false");
        File.WriteAllText(
            Path.Combine(Folder("package"), "package.json"),
            $$"""{ "name": "tools", "private": true, "dependencies": { "{{dependency}}": "file:../../emulator" } }"""
        );
        File.WriteAllText(
            Path.Combine(Folder("package"), "package-lock.json"),
            """
            {
              "name": "tools", "lockfileVersion": 3, "requires": true,
              "packages": {
                "": { "name": "tools", "dependencies": { "azurite": "file:../../emulator" } },
                "../../emulator": { "name": "azurite", "version": "1.0.0" },
                "node_modules/azurite": { "resolved": "../../emulator", "link": true }
              }
            }
            """
        );
    }
}
