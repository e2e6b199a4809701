using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Payments.Orders;
using Serverless.App.Payments.Statements;
using Serverless.Local.Simulators.Bank;

namespace Serverless.IntegrationTests.Payments;

public sealed class BankStatementTests
{
    [Fact]
    public async Task Statement_that_says_what_we_say_leaves_no_task()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await PaidAsync(town);

        await TakeAsync(town, $"D,1,{id},BN00000001,PAGADO,600000");
        await TakeAsync(town, $"D,1,{id},BN00000001,PAGADO,600000");

        Assert.Empty(await town.TaskCodesAsync());
        Assert.Equal(new(2026, 11, 20), (await town.ReadAsync(id)).StatementDay);
    }

    [Fact]
    public async Task Payment_whose_notice_was_lost_is_settled_by_the_statement()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await town.SentAsync();

        await TakeAsync(town, $"D,1,{id},BN00000001,PAGADO,600000");

        Assert.Equal(BankOrderStatus.Paid, (await town.ReadAsync(id)).Status);
        Assert.Equal("payments.order-paid", (await town.StoryAsync(id))[^1]);
        Assert.Empty(await town.TaskCodesAsync());
    }

    [Theory]
    [InlineData("D,1,{0},BN00000001,PAGADO,599999", "payments.amount-differs", "payments.statement-missing")]
    [InlineData("D,1,{0},BN00000001,RECHAZADO,600000", "payments.statement-missing", "payments.verdict-contradicted")]
    [InlineData("D,1,nobody,BN00000009,PAGADO,600000", "payments.order-not-found", "payments.statement-missing")]
    [InlineData("D,1,{0},BN00000001,TAL-VEZ,600000", "payments.line-unreadable", "payments.statement-missing")]
    public async Task Every_difference_with_the_statement_is_a_task(string line, params string[] codes)
    {
        await using var town = await BankTown.BuildAsync();
        var id = await PaidAsync(town);

        await TakeAsync(town, string.Format(CultureInfo.InvariantCulture, line, id));

        Assert.Equal(codes, await town.TaskCodesAsync());
        Assert.Equal(BankOrderStatus.Paid, (await town.ReadAsync(id)).Status);
    }

    [Fact]
    public async Task Day_on_which_money_left_and_whose_statement_never_came_is_a_task_from_noon_on()
    {
        var clock = BankTown.Now;
        await using var town = await BankTown.BuildAsync(clock);
        await PaidAsync(town);
        var control = town.App.Services.GetRequiredService<FindAbsentStatements>();

        clock.SetUtcNow(new DateTimeOffset(2026, 11, 21, 16, 59, 0, TimeSpan.Zero));
        await control.RunAsync(default);
        var early = await town.TaskCodesAsync();
        clock.SetUtcNow(new DateTimeOffset(2026, 11, 21, 17, 0, 0, TimeSpan.Zero));
        await control.RunAsync(default);
        await control.RunAsync(default);

        Assert.Empty(early);
        Assert.Equal(["payments.statement-absent"], await town.TaskCodesAsync());
    }

    [Fact]
    public async Task Day_whose_statement_came_asks_for_no_other()
    {
        var clock = BankTown.Now;
        await using var town = await BankTown.BuildAsync(clock);
        var id = await PaidAsync(town);
        await TakeAsync(town, $"D,1,{id},BN00000001,PAGADO,600000");

        clock.SetUtcNow(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));
        await town.App.Services.GetRequiredService<FindAbsentStatements>().RunAsync(default);

        Assert.Empty(await town.TaskCodesAsync());
    }

    [Fact]
    public async Task Order_on_two_statements_is_a_task()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await PaidAsync(town);
        await TakeAsync(town, $"D,1,{id},BN00000001,PAGADO,600000");

        await TakeAsync(town, $"D,1,{id},BN00000001,PAGADO,600000", "2026-11-21");

        Assert.Equal(["payments.statement-repeated"], await town.TaskCodesAsync());
    }

    [Fact]
    public async Task Statement_whose_sum_does_not_hold_is_refused_whole()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await town.SentAsync();

        await TakeAsync(town, $"D,1,{id},BN00000001,PAGADO,600000", off: 1);

        Assert.Equal(["payments.file-sum"], await town.TaskCodesAsync());
        Assert.Equal(BankOrderStatus.Sent, (await town.ReadAsync(id)).Status);
    }

    private static async Task<string> PaidAsync(BankTown town)
    {
        var id = await town.SentAsync();
        town.Bank.Script = new BankScript();
        await town.Bank.TellAsync(default);
        return id;
    }

    private static async Task TakeAsync(BankTown town, string line, string day = "2026-11-20", int off = 0)
    {
        var body = $"H,EXTRACTO,1,{day}\r\n{line}\r\n";
        var sum = long.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture) + off;
        var text = body + $"T,1,{sum},{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\r\n";
        var drop = new BlobContainerClient(town.Account.ConnectionString, town.Account.NamePrefix + "drop-bank");
        await drop.GetBlobClient("in/extracto.csv").UploadAsync(BinaryData.FromString(text), overwrite: true);
        await town.App.Services.GetRequiredService<TakeStatements>().RunAsync(default);
    }
}
