using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Platform.Hosting.Health;
using Serverless.Platform.Messaging;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Hosting;

/// <summary>What the app says of the services it stands on, asked of a real account.</summary>
public sealed class DependencyReadinessTests
{
    private static readonly StorageManifest Needed = StorageManifest.Platform.With(new([], [], ["bulk"]));

    [Fact]
    public async Task Account_with_everything_in_it_is_ready()
    {
        var account = await AzuriteAccount.CreateAsync(Needed);

        var report = await ReportAsync(account);

        Assert.Equal("ready", report.Status);
        Assert.Equal(["blobs", "queues", "tables"], report.Dependencies.Select(one => one.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("tables")]
    [InlineData("blobs")]
    [InlineData("queues")]
    public async Task What_was_never_created_is_named_and_the_rest_is_ready(string missing)
    {
        var account = await AzuriteAccount.CreateAsync(
            new(
                missing == "tables" ? [] : Needed.Tables,
                missing == "blobs" ? [] : Needed.Containers,
                missing == "queues" ? [] : Needed.Queues
            )
        );

        var report = await ReportAsync(account);

        Assert.Equal("unavailable", report.Status);
        Assert.Equal([missing], report.Dependencies.Where(one => one.Status != "ready").Select(one => one.Name));
    }

    [Fact]
    public async Task Account_that_nobody_listens_for_is_told_within_the_limit()
    {
        var nowhere = new StorageOptions
        {
            ConnectionString =
                "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:9/t;"
                + "BlobEndpoint=http://127.0.0.1:9/b;QueueEndpoint=http://127.0.0.1:9/q;",
        };

        var report = await ReportAsync(nowhere);

        Assert.All(report.Dependencies, one => Assert.Contains(one.Status, (string[])["slow", "unavailable"]));
        Assert.All(report.Dependencies, one => Assert.InRange(one.Milliseconds, 0, 5000));
    }

    private static async Task<ReadinessReport> ReportAsync(StorageOptions account)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder().AddInMemoryCollection([new("Messaging:Transport", "StorageQueues")]).Build()
            )
            .AddSingleton(TimeProvider.System)
            .AddSecurityKeys()
            .AddStorage()
            .AddMessaging()
            .AddSingleton(account)
            .BuildServiceProvider();
        using var readiness = new Readiness(
            services.GetServices<Dependency>(),
            services,
            TimeProvider.System,
            NullLogger<Readiness>.Instance
        );
        return await readiness.ReportAsync(default);
    }
}
