using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Local.Azurite;
using Serverless.TestKit;
using Serverless.TestKit.Order;
using Tool = Serverless.TestKit.Documents.Tool;

namespace Serverless.IntegrationTests.Storage;

[TakesSeconds(35)]
public sealed class AzuriteServerTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("azurite-");

    public void Dispose() => _data.Delete(recursive: true);

    /// <summary>rows-by-key.js answers these from the rows of one partition or leaves them to Azurite; nobody may see a difference.</summary>
    [Theory]
    [InlineData("PartitionKey eq 'a'", "a1 a2 a3")]
    [InlineData("PartitionKey eq 'a' and RowKey gt '1'", "a2 a3")]
    [InlineData("PartitionKey eq 'a' and RowKey gt '1' and RowKey lt '3'", "a2")]
    [InlineData("PartitionKey eq 'a' and (RowKey eq '1' or RowKey eq '3')", "a1 a3")]
    [InlineData("PartitionKey eq 'a' and n gt 1", "a2 a3")]
    [InlineData("PartitionKey eq 'a' or PartitionKey eq 'b'", "a1 a2 a3 b1")]
    [InlineData("PartitionKey eq 'a' and RowKey eq '1' or RowKey eq '1'", "a1 b1 o' or 'x1")]
    [InlineData("PartitionKey eq 'o'' or ''x' and RowKey eq '1'", "o' or 'x1")]
    [InlineData("PartitionKey eq 'c'", "")]
    [InlineData("RowKey eq '1'", "a1 b1 o' or 'x1")]
    public async Task Rows_of_one_partition_answer_as_the_whole_table_does(string filter, string expected)
    {
        var account = await AzuriteAccount.OptionsAsync();
        var table = new TableClient(account.ConnectionString, account.NamePrefix + "Rows");
        await table.CreateAsync();
        foreach (var (partition, row) in new[] { ("b", "1"), ("a", "3"), ("a", "1"), ("o' or 'x", "1"), ("a", "2"), ("a", "4") })
        {
            await table.AddEntityAsync(new TableEntity(partition, row) { ["n"] = int.Parse(row, CultureInfo.InvariantCulture) });
        }

        await table.DeleteEntityAsync("a", "4");
        await table.UpsertEntityAsync(new TableEntity("a", "2") { ["n"] = 2, ["again"] = true }, TableUpdateMode.Replace);
        await table.UpdateEntityAsync(new TableEntity("a", "3") { ["m"] = 3 }, ETag.All, TableUpdateMode.Merge);
        var found = new List<string>();
        await foreach (var page in table.QueryAsync<TableEntity>(filter, maxPerPage: 2).AsPages())
        {
            found.AddRange(page.Values.Select(entity => entity.PartitionKey + entity.RowKey));
        }

        Assert.Equal(expected, string.Join(' ', found));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("a", "4")).HasValue);
        Assert.True((await table.GetEntityAsync<TableEntity>("a", "2")).Value.GetBoolean("again"));
    }

    /// <summary>things-by-name.js keeps them by name; what went is gone, what has its name again is the new one.</summary>
    [Fact]
    public async Task Things_are_found_by_their_names_and_gone_when_they_went()
    {
        var account = await AzuriteAccount.OptionsAsync();
        var containers = new BlobServiceClient(account.ConnectionString);
        var (first, second) = (account.NamePrefix + "first", account.NamePrefix + "second");
        foreach (var name in new[] { first, second })
        {
            await containers.CreateBlobContainerAsync(name);
            await containers.GetBlobContainerClient(name).UploadBlobAsync("same", BinaryData.FromString(name));
        }

        await containers.DeleteBlobContainerAsync(first);
        Assert.False(await containers.GetBlobContainerClient(first).ExistsAsync());
        Assert.Equal(second, await TextAsync(second));

        await containers.CreateBlobContainerAsync(first);
        Assert.False(await containers.GetBlobContainerClient(first).GetBlobClient("same").ExistsAsync());
        await containers.GetBlobContainerClient(first).UploadBlobAsync("same", BinaryData.FromString("again"));
        Assert.Equal("again", await TextAsync(first));
        await containers.GetBlobContainerClient(second).DeleteBlobAsync("same");
        Assert.Equal("again", await TextAsync(first));

        async Task<string> TextAsync(string name) =>
            (await containers.GetBlobContainerClient(name).GetBlobClient("same").DownloadContentAsync()).Value.Content.ToString();
    }

    [Fact]
    public async Task Tables_are_found_whatever_the_case()
    {
        var account = await AzuriteAccount.OptionsAsync();
        var tables = new TableServiceClient(account.ConnectionString);
        var name = account.NamePrefix + "Case";
        await tables.CreateTableAsync(name);
        await tables.CreateTableAsync(name + "Longer");

        Assert.Equal(
            409,
            (await Assert.ThrowsAsync<RequestFailedException>(() => tables.CreateTableAsync(name.ToUpperInvariant()))).Status
        );
        await tables.GetTableClient(name).AddEntityAsync(new TableEntity("a", "1"));

        await tables.DeleteTableAsync(name.ToUpperInvariant());
        var gone = await Assert.ThrowsAsync<RequestFailedException>(() =>
            tables.GetTableClient(name).AddEntityAsync(new TableEntity("a", "2"))
        );
        Assert.Equal(404, gone.Status);
        await tables.GetTableClient(name + "Longer").AddEntityAsync(new TableEntity("a", "1"));
        await tables.CreateTableAsync(name);
        Assert.False((await tables.GetTableClient(name).GetEntityIfExistsAsync<TableEntity>("a", "1")).HasValue);
    }

    /// <summary>starts-lean.js, seen by what node has read when all three services are loaded; without it, it has read hundreds.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData("starts-lean.js", true)]
    public async Task Emulator_starts_without_libraries_that_nobody_asks_for(string preloaded, bool isLean)
    {
        var script = await AzuriteInstall.EnsureAsync(AzuriteInstall.Pinned, AzuriteAccount.ToolCache(), _ => { }, default);
        var first = preloaded.Length == 0 ? "" : $"require('{Path.Combine(AzuriteInstall.Pinned, preloaded)}');";
        var ask = $$"""
            process.argv[1] = '{{script}}';
            {{first}}
            const azurite = require('module').createRequire('{{script}}');
            for (const service of ['blob/BlobServerFactory', 'queue/QueueServer', 'table/TableServer', 'common/Telemetry']) azurite('./' + service);
            const unused = /sequelize.lib.model|applicationinsights.out.Library|psl.dist/;
            console.log(Object.keys(require.cache).filter(file => unused.test(file)).length);
            """;

        var (exit, said) = Tool.Run("node", "-e", ask);

        Assert.True(exit == 0, said);
        Assert.Equal(isLean, int.Parse(said, CultureInfo.InvariantCulture) == 0);
    }

    /// <summary>The variable that sends Azurite to an SQL server may stand in somebody's shell for another project.</summary>
    [Fact]
    public async Task Emulator_keeps_its_data_itself_whatever_the_shell_says()
    {
        Environment.SetEnvironmentVariable("AZURITE_DB", "mysql://root@127.0.0.1:9/none");
        try
        {
            await using var emulator = await AzuriteServer.StartAsync(new(AzuriteAccount.ToolCache(), null), default);

            await new TableServiceClient(emulator.ConnectionString).CreateTableAsync("Kept");
        }
        finally
        {
            Environment.SetEnvironmentVariable("AZURITE_DB", null);
        }
    }

    /// <summary>computed-once.js keeps which path fits which operation: tables made and gone by hundreds, each act beside its like.</summary>
    [Fact]
    public async Task Paths_that_look_alike_stay_apart()
    {
        await using var emulator = await AzuriteServer.StartAsync(new(AzuriteAccount.ToolCache(), null), default);
        var service = new TableServiceClient(emulator.ConnectionString);
        var names = new List<string?>();
        foreach (var name in Enumerable.Range(0, 600).Select(number => string.Create(CultureInfo.InvariantCulture, $"T{number:D4}")))
        {
            var table = service.GetTableClient(name);
            await table.CreateAsync();
            await table.AddEntityAsync(new TableEntity("Tables", "$batch") { ["at"] = name });
            names.Add((await table.GetEntityAsync<TableEntity>("Tables", "$batch")).Value.GetString("at"));
            await table.DeleteAsync();
        }

        Assert.Equal(600, names.Distinct().Count());
        Assert.Empty(await service.QueryAsync().Select(table => table.Name).ToListAsync());
    }

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

    /// <summary>Clients open connections ahead; node waits a minute for their first question, and past ten seconds the emulator is killed.</summary>
    [Fact]
    public async Task Connection_that_never_asked_does_not_hold_up_an_emulator_that_stops()
    {
        var emulator = await AzuriteServer.StartAsync(new(AzuriteAccount.ToolCache(), null), default);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, emulator.TablePort);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\n"u8.ToArray());

        var began = TimeProvider.System.GetTimestamp();
        await emulator.DisposeAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(9));
    }

    /// <summary>saves-changes.js: what was added, changed and deleted since all rows were written lies in a file of changes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_that_changed_since_all_were_written_are_there_after_a_restart(bool isKilled)
    {
        var settings = new AzuriteSettings(AzuriteAccount.ToolCache(), _data.FullName);
        await using (var first = await AzuriteServer.StartAsync(settings, default))
        {
            var table = new TableClient(first.ConnectionString, "Notes");
            await table.CreateAsync();
            await table.AddEntityAsync(new TableEntity("p", "changed") { ["n"] = 1 });
            await table.AddEntityAsync(new TableEntity("p", "deleted"));
            await UntilWrittenAsync("__azurite_db_table__.json", "\"deleted\"");
            await table.UpsertEntityAsync(new TableEntity("p", "changed") { ["n"] = 2 }, TableUpdateMode.Replace);
            await table.DeleteEntityAsync("p", "deleted");
            await table.AddEntityAsync(new TableEntity("p", "added"));
            await table.AddEntityAsync(new TableEntity("p", "added-last"));
            if (isKilled)
            {
                await UntilWrittenAsync("__azurite_db_table__.json-changes-*", "\"added-last\"");
                using var process = Process.GetProcessById(first.ProcessId);
                process.Kill();
                await process.WaitForExitAsync();
            }
        }

        for (var start = 1; start <= 2; start++)
        {
            await using var next = await AzuriteServer.StartAsync(settings, default);
            var table = new TableClient(next.ConnectionString, "Notes");
            var rows = new List<string>();
            await foreach (var row in table.QueryAsync<TableEntity>())
            {
                rows.Add(row.RowKey);
            }

            Assert.Equal(["added", "added-last", "changed"], rows.Order(StringComparer.Ordinal));
            Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "changed")).Value.GetInt32("n"));
        }
    }

    private async Task UntilWrittenAsync(string file, string text)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!_data.EnumerateFiles(file).Any(found => File.ReadAllText(found.FullName).Contains(text, StringComparison.Ordinal)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), $"{text} is not in {file}");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
