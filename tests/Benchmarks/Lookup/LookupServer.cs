using System.Globalization;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Serverless.App;
using Serverless.Platform.Hosting;

namespace Serverless.Benchmarks.Lookup;

/// <summary>
/// One of the two servers, in a process of its own. It listens on the host's port and answers each line of its input with the CPU
/// microseconds and the bytes allocated so far.
/// </summary>
internal static class LookupServer
{
    internal static async Task RunAsync(string kind)
    {
        await using var app = kind switch
        {
            "ours" => Ours(),
            Simulation.BareSimulation.Kind => Simulation.BareSimulation.Build(),
            _ => Bare(),
        };
        await app.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is not null)
        {
            var cpu = (long)Environment.CpuUsage.TotalTime.TotalMicroseconds;
            await Console.Out.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{cpu} {GC.GetTotalAllocatedBytes(precise: true)}")
            );
        }
    }

    /// <summary>The app as it is deployed, with everything that stands before a staff route.</summary>
    private static WebApplication Ours()
    {
        var builder = HandlerHost.CreateBuilder([], HandlerEnvironment.Current(), typeof(AppModule).Assembly);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddApp();
        var app = builder.Build();
        app.UseHandler();
        app.MapApp();
        return app;
    }

    /// <summary>The least that makes the same three calls: index row, rows of the member, one batch of state, marker and event.</summary>
    private static WebApplication Bare()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Environment.GetEnvironmentVariable(HandlerEnvironment.PortVariable)}");
        var service = new TableServiceClient(Environment.GetEnvironmentVariable("Storage__ConnectionString"));
        var prefix = Environment.GetEnvironmentVariable("Storage__NamePrefix");
        var (index, members) = (service.GetTableClient($"{prefix}Index"), service.GetTableClient($"{prefix}Membership"));
        var app = builder.Build();
        app.MapGet("/member", context => LookAsync(context, index, members));
        return app;
    }

    private static async Task LookAsync(HttpContext context, TableClient index, TableClient members)
    {
        var name = context.Request.Query["index"].ToString();
        var owner = (await index.GetEntityIfExistsAsync<TableEntity>(name, "o")).Value!.GetString("owner");
        TableEntity? state = null;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner} and RowKey ge {"p|"} and RowKey lt {"s!"}");
        await foreach (var row in members.QueryAsync<TableEntity>(filter, 1000))
        {
            state = row.RowKey == "s" ? row : state;
        }

        await members.SubmitTransactionAsync(Look(owner, state!));
        await context.Response.WriteAsJsonAsync(
            new
            {
                memberId = owner,
                kind = state!.GetString("type"),
                ugel = "210101",
                zone = "Z-3",
            }
        );
    }

    /// <summary>The rows that our commit writes, as large as ours.</summary>
    private static TableTransactionAction[] Look(string owner, TableEntity state)
    {
        var (look, now) = (Guid.NewGuid().ToString("N"), TimeProvider.System.GetUtcNow());
        var after = new TableEntity(owner, "s");
        foreach (var key in state.Keys.Where(key => key is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp")))
        {
            after[key] = state[key];
        }

        after["seq"] = state.GetInt64("seq") + 1;
        var marker = new TableEntity(owner, $"c|view-{look}")
        {
            ["status"] = "committed",
            ["command"] = $"view-{look}",
            ["attempt"] = look,
            ["hash"] = "",
            ["source"] = $"/membership.member/{owner}",
            ["first"] = after["seq"],
            ["last"] = after["seq"],
            ["at"] = now,
            ["schemaVersion"] = 1,
        };
        var happened = new TableEntity(owner, $"e|{look}")
        {
            ["id"] = $"membership.member.{owner}.0000000002",
            ["type"] = "membership.member-viewed",
            ["v"] = 1,
            ["seq"] = after["seq"],
            ["at"] = now,
            ["command"] = $"view-{look}",
            ["prev"] = new byte[32],
            ["hash"] = new byte[32],
            ["schemaVersion"] = 1,
            ["d0"] = new byte[140],
        };
        return
        [
            new(TableTransactionActionType.UpdateReplace, after, state.ETag),
            new(TableTransactionActionType.Add, marker),
            new(TableTransactionActionType.Add, happened),
        ];
    }
}
