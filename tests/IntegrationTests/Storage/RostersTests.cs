using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Storage;

public sealed class RostersTests
{
    [Fact]
    public async Task Ids_come_back_once_each_however_often_they_were_added()
    {
        var rosters = new Rosters(new StorageClients(await AzuriteAccount.CreateAsync(Ledger.Manifest)));
        string[] ids = [.. Enumerable.Range(0, 300).Select(i => $"member-{i:D4}")];

        await Task.WhenAll(rosters.AddAsync("members", ids, default), rosters.AddAsync("members", ids[..100], default));
        await rosters.AddAsync("members", ids[..1], default);

        var read = new List<string>();
        await foreach (var id in rosters.ReadAsync("members", default))
        {
            read.Add(id);
        }

        Assert.Equal(ids, read.Order(StringComparer.Ordinal));
    }
}
