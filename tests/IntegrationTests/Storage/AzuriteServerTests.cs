using System.Diagnostics;
using Azure.Data.Tables;
using Serverless.Local.Azurite;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Storage;

public sealed class AzuriteServerTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("azurite-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Stopped_emulator_has_written_everything_down_and_is_gone()
    {
        var settings = new AzuriteSettings(AzuriteAccount.ToolCache(), _data.FullName);
        int process;
        await using (var first = await AzuriteServer.StartAsync(settings, default))
        {
            process = first.ProcessId;
            var table = new TableClient(first.ConnectionString, "Notes");
            await table.CreateAsync();
            await table.AddEntityAsync(new TableEntity("p", "r"));
        }

        await using var second = await AzuriteServer.StartAsync(settings, default);

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
        Assert.Equal("r", (await new TableClient(second.ConnectionString, "Notes").GetEntityAsync<TableEntity>("p", "r")).Value.RowKey);
    }
}
