using Serverless.Local.Azurite;

namespace Serverless.IntegrationTests.Local;

public sealed class AzuriteInstallTests : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("azurite-install-").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Fact]
    public async Task Two_that_install_at_the_same_time_get_one_installation()
    {
        var announced = 0;

        var scripts = await Task.WhenAll(Install(), Install());

        Assert.True(File.Exists(scripts[0]));
        Assert.Equal(scripts[0], scripts[1]);
        Assert.Equal(1, announced);
        Assert.Single(Directory.GetDirectories(_cache));

        Task<string> Install() =>
            Task.Run(() => AzuriteInstall.EnsureAsync(_cache, _ => Interlocked.Increment(ref announced), CancellationToken.None));
    }
}
