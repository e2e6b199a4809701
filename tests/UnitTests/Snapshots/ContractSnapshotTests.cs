using Microsoft.Extensions.DependencyInjection;
using Serverless.Local.Cli;
using Serverless.Platform.Messaging;
using Serverless.TestKit;
using Serverless.UnitTests.Architecture;
using Serverless.UnitTests.Infra;

namespace Serverless.UnitTests.Snapshots;

/// <summary>What others rely on, compared with the committed copy.</summary>
public sealed class ContractSnapshotTests
{
    private const string Folder = "tests/UnitTests/Snapshots";

    [Fact]
    public void Settings_are_those_that_operators_know() => Snapshot.Matches($"{Folder}/settings.txt", SettingsKeys.All);

    [Fact]
    public void Functions_are_those_that_the_host_knows() =>
        Snapshot.Matches(
            $"{Folder}/functions.txt",
            BuiltApp
                .Functions.OrderBy(function => function.Key, StringComparer.Ordinal)
                .Select(function =>
                    $"{function.Key} {function.Value["type"]} {function.Value["route"] ?? function.Value["queueName"] ?? function.Value["schedule"]}"
                )
        );

    [Fact]
    public void Messages_go_where_receivers_expect_them() =>
        Snapshot.Matches(
            $"{Folder}/routing.txt",
            (BuiltApp.Services.GetService<RoutingTable>()?.Routes ?? new Dictionary<string, IReadOnlyList<string>>())
                .OrderBy(route => route.Key, StringComparer.Ordinal)
                .Select(route => $"{route.Key} -> {string.Join(", ", route.Value)}")
        );

    /// <summary>From the running app over HTTP: what a client downloads is what is committed.</summary>
    [Fact]
    public async Task Api_is_the_one_that_apps_were_written_against()
    {
        var port = LoopbackPort.AnyFree();
        var keys = Directory.CreateTempSubdirectory("snapshot-keys-");
        var settings = LaptopSettings.Of(keys.FullName);
        keys.Delete(recursive: true);
        await using var app = BuiltApp.Build(
            port,
            [
                .. settings.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"),
                "--Hosting:PublicBaseAddress=https://api.example.org",
            ]
        );
        await app.StartAsync();
        using var http = new HttpClient();

        var document = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/v1/platform/openapi.json"));

        await app.StopAsync();
        Snapshot.Matches("docs/openapi.json", document.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
    }

    [BicepTheory]
    [InlineData("production")]
    [InlineData("queues")]
    public async Task Deployment_makes_what_operators_know(string environment) =>
        Snapshot.Matches($"{Folder}/infra-{environment}.txt", (await Plan.OfAsync(environment)).Lines);
}
