using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Serverless.App.Fund.Contributions;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Fund;

public sealed class ContributionFileTests
{
    [Fact]
    public async Task D01_import_of_a_file_twice_posts_each_line_once()
    {
        const int Lines = 200;
        var town = await FundTown.BuildAsync("2026-03-20");
        await town.Healthy.RegisterAsync(Lines);
        var text = Text("2026-03", Enumerable.Range(1, Lines).Select(Line));

        await ImportAsync(town, "in/a.csv", text);
        await ImportAsync(town, "in/b.csv", text);
        var other = Text("2026-03", Enumerable.Range(1, Lines).Select(Line), number: 8);
        await ImportAsync(town, "in/c.csv", other);

        var first = await FileAsync(town, text);
        var second = await FileAsync(town, other);
        Assert.Equal(new ContributionCounts(Lines, Lines * 2750L, 0, 0), first.Counts);
        Assert.Equal(new ContributionCounts(0, 0, Lines, Lines * 2750L), second.Counts);
        Assert.Equal(Lines * 2750L, (await town.Healthy.Control.ReadAsync(default)).Sums.Total);
        await town.CheckAsync();
        var check = (await town.Healthy.Runs.ReadAsync("check-2026-03-20", default)).State!;
        Assert.Equal((Lines, 0, true), (check.Accounts, check.Differences, check.Agrees));
    }

    [Fact]
    public async Task File_is_what_was_posted_and_what_was_rejected()
    {
        var town = await FundTown.BuildAsync("2026-03-20");
        await town.Healthy.RegisterAsync(3);
        string[] lines = [Line(1), Line(2), "D,3,40000003,9999999999,2750", "D,4,47000000,1000000001,2750", "D,5,x,y,2750", Line(1)];
        var text = Text("2026-03", lines);

        await ImportAsync(town, "in/a.csv", text);

        var file = await FileAsync(town, text);
        Assert.Equal((ContributionFileStatus.Finished, 6, 6 * 2750L), (file.Status, file.Lines, file.Centimos));
        Assert.Equal(new ContributionCounts(2, 2 * 2750, 4, 4 * 2750), file.Counts);
        var codes = (await town.Healthy.TasksAsync()).Select(task => task.Code).Order(StringComparer.Ordinal);
        Assert.Equal(["fund.contribution-repeated", "fund.line-unknown", "fund.line-unknown", "fund.line-unreadable"], codes);
    }

    [Theory]
    [InlineData("H,APORTES,1", "H,SUELDOS,1", "fund.file-header")]
    [InlineData("T,2,5500", "T,3,5500", "fund.file-count")]
    [InlineData("T,2,5500", "T,2,5501", "fund.file-sum")]
    [InlineData("D,1,", "D,9,", "fund.file-hash")]
    [InlineData("T,2,5500", "X,2,5500", "fund.file-trailer")]
    public async Task File_whose_totals_do_not_hold_posts_nothing(string right, string wrong, string code)
    {
        var town = await FundTown.BuildAsync("2026-03-20");
        await town.Healthy.RegisterAsync(2);
        var text = Text("2026-03", [Line(1), Line(2)]).Replace(right, wrong, StringComparison.Ordinal);

        await ImportAsync(town, "in/a.csv", text);

        Assert.Equal(ContributionFileStatus.Refused, (await FileAsync(town, text)).Status);
        Assert.Equal(code, Assert.Single(await town.Healthy.TasksAsync()).Code);
        Assert.Equal(0, (await town.Healthy.Control.ReadAsync(default)).Sums.Total);
    }

    [Fact]
    public async Task D01_import_that_is_killed_at_every_step_posts_each_line_once()
    {
        var text = Text("2026-03", Enumerable.Range(1, 5).Select(Line));
        var steps = await PlayAsync(text, _ => Fault.None);

        for (var step = 1; step <= steps; step += Math.Max(1, steps / 10))
        {
            var at = step;
            await PlayAsync(text, now => now == at ? Fault.CrashAfter : Fault.None);
        }
    }

    private static async Task<int> PlayAsync(string text, Func<int, Fault> fault)
    {
        var account = await FundOffice.AccountAsync();
        var calm = new FundTown(account, FundTown.At("2026-03-20"));
        await calm.Healthy.RegisterAsync(5);
        var town = new FundTown(account, FundTown.At("2026-03-20"), fault);

        await ImportAsync(town, "in/a.csv", text);

        Assert.Equal(new ContributionCounts(5, 5 * 2750, 0, 0), (await FileAsync(town, text)).Counts);
        Assert.Equal(5 * 2750, (await town.Healthy.Control.ReadAsync(default)).Sums.Total);
        return town.Steps;
    }

    private static async Task ImportAsync(FundTown town, string name, string text)
    {
        var drop = new BlobContainerClient(town.Account.ConnectionString, town.Account.NamePrefix + "drop-contributions");
        await drop.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);
        await town.DoAsync(office => office.Take.RunAsync(default));
    }

    private static async Task<ContributionFile> FileAsync(FundTown town, string text)
    {
        var office = town.Healthy;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return (await office.Files.ReadAsync(office.Files.IdOf(sha256), default)).State!;
    }

    private static string Line(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"D,{number},{FundOffice.Document(number)},{FundOffice.Modular(number)},2750");

    private static string Text(string period, IEnumerable<string> lines, int number = 7)
    {
        var all = lines.ToList();
        var body = string.Concat(all.Prepend($"H,APORTES,1,UGEL-01,{period},{number}").Select(line => line + "\r\n"));
        var sum = all.Sum(line => long.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture));
        return body + $"T,{all.Count},{sum},{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\r\n";
    }
}
