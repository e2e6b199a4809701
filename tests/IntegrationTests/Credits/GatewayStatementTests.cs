using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Credits;
using Serverless.App.Credits.Gateway;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Repaying;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tasks;

namespace Serverless.IntegrationTests.Credits;

/// <summary>The gateway's statement of a day against our payments, both ways; what it took back (docs/ports/payment-gateway.md).</summary>
public sealed class GatewayStatementTests
{
    [Fact]
    public async Task D28_statement_that_says_what_we_say_leaves_no_task()
    {
        await using var town = await CreditTown.OpenAsync();
        var (_, checkout) = await StartedAsync(town);
        Assert.Equal(204, await town.NoticeAsync(checkout));
        await town.EventsAsync();

        await TakeAsync(town, Today(town));
        await TakeAsync(town, Today(town));

        Assert.Empty(await CodesAsync(town));
    }

    [Fact]
    public async Task D28_payment_whose_notice_was_lost_is_posted_by_the_statement_once()
    {
        await using var town = await CreditTown.OpenAsync();
        var (loan, checkout) = await StartedAsync(town);
        _ = town.Vendors.Settle(checkout, true, "/lost");

        await TakeAsync(town, Today(town));
        await town.EventsAsync();
        await town.NoticeAsync(checkout);

        var now = (await town.Service<LoanStore>().FindAsync(loan.Id, default))!;
        Assert.Equal((1, 2), (now.PaidRows, now.Postings));
        Assert.Empty(await CodesAsync(town));
    }

    [Fact]
    public async Task D28_payment_that_the_statement_leaves_out_is_a_task_with_owner_and_age()
    {
        await using var town = await CreditTown.OpenAsync();
        var (_, checkout) = await StartedAsync(town);
        await town.NoticeAsync(checkout);
        var empty = town
            .Vendors.Statement(new DateOnly(2020, 1, 1))
            .Split("\r\n")[0]
            .Replace("2020-01-01", $"{Today(town):yyyy-MM-dd}", StringComparison.Ordinal);

        await UploadAsync(town, Closed(empty + "\r\n"));

        var task = Assert.Single(await TasksAsync(town));
        Assert.Equal(("credits.gateway-statement-missing", "credit-officer"), (task.Code, task.Owner));
        Assert.Equal(town.Clock.GetUtcNow(), task.OpenedAt);
    }

    [Theory]
    [InlineData("D,1,{0},c-1,PAGADO,1", "credits.payment-amount-differs")]
    [InlineData("D,1,nobody,c-1,PAGADO,{1}", "credits.payment-not-found")]
    [InlineData("D,1,{0},c-1,QUIZAS,{1}", "credits.gateway-line-unreadable")]
    public async Task D28_every_difference_with_the_statement_is_a_task(string line, string code)
    {
        await using var town = await CreditTown.OpenAsync();
        var (loan, checkout) = await StartedAsync(town);
        var payment = town.Vendors.Checkout(checkout)!;

        var detail = string.Format(System.Globalization.CultureInfo.InvariantCulture, line, payment.PaymentId, payment.AmountCentimos);
        await UploadAsync(town, Closed($"H,LIQUIDACION,1,{Today(town):yyyy-MM-dd}\r\n{detail}\r\n"));

        Assert.Equal(code, Assert.Single(await CodesAsync(town)));
        Assert.Equal(1, (await town.Service<LoanStore>().FindAsync(loan.Id, default))!.Postings);
    }

    [Fact]
    public async Task D28_statement_whose_sum_does_not_hold_is_refused_whole()
    {
        await using var town = await CreditTown.OpenAsync();
        await StartedAsync(town);

        await UploadAsync(town, Closed($"H,LIQUIDACION,1,{Today(town):yyyy-MM-dd}\r\n", off: 1));

        Assert.Equal("credits.gateway-file-sum", Assert.Single(await CodesAsync(town)));
    }

    [Fact]
    public async Task D28_payment_taken_back_is_posted_in_the_contrary_once()
    {
        await using var town = await CreditTown.OpenAsync();
        var (loan, checkout) = await StartedAsync(town);
        await town.NoticeAsync(checkout);
        await town.EventsAsync();

        var first = await town.NoticeAsync(checkout, takesBack: true);
        await town.EventsAsync();
        var again = await town.NoticeAsync(checkout, takesBack: true);

        var ledger = await town.Service<LoanStore>().LedgerAsync(loan.Id, default);
        Assert.Equal((204, 204), (first, again));
        Assert.Equal([PostingKind.Disbursement, PostingKind.OwnPayment, PostingKind.Reversal], ledger.Select(line => line.Kind));
        Assert.Equal(loan.Balance, (await town.Service<LoanStore>().FindAsync(loan.Id, default))!.Balance);
        var payment = await town.Service<PaymentStore>().FindAsync(town.Vendors.Checkout(checkout)!.PaymentId, default);
        Assert.Equal(PaymentStatus.Reversed, payment!.Status);
    }

    [Fact]
    public async Task D28_notice_that_contradicts_an_earlier_one_is_a_task()
    {
        await using var town = await CreditTown.OpenAsync();
        var (_, checkout) = await StartedAsync(town);
        await town.NoticeAsync(checkout, paid: false);

        var contrary = await town.NoticeAsync(checkout);

        Assert.Equal(409, contrary);
        Assert.Equal("credits.payment-contradicted", Assert.Single(await CodesAsync(town)));
    }

    private static async Task<(Loan Loan, string Checkout)> StartedAsync(CreditTown town)
    {
        var loan = await town.LoanAsync();
        var wish = $$"""{"amountCentimos":{{loan.Plan.Rows[0].Instalment.Centimos}},"purpose":"instalments"}""";
        var started = await town.AskAsync("POST", $"loans/{loan.Id}/payments", wish);
        Assert.True(started.Status == 201, started.Body);
        return (loan, new Uri(started.Text("checkoutUrl")).Segments[^1]);
    }

    private static DateOnly Today(CreditTown town) => LimaTime.Today(town.Clock);

    private static Task TakeAsync(CreditTown town, DateOnly day) => UploadAsync(town, town.Vendors.Statement(day));

    private static async Task UploadAsync(CreditTown town, string text)
    {
        var drop = new BlobContainerClient(town.Account.ConnectionString, town.Account.NamePrefix + "drop-gateway");
        await drop.GetBlobClient("in/liquidacion.csv").UploadAsync(BinaryData.FromString(text), overwrite: true);
        await town.Service<TakeGatewayStatements>().RunAsync(default);
    }

    /// <summary>The trailer of a file of one line or none.</summary>
    private static string Closed(string body, int off = 0)
    {
        var lines = body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        var sum = lines.Sum(line => long.Parse(line.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture)) + off;
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body));
        return $"{body}T,{lines.Length},{sum},{Convert.ToHexStringLower(hash)}\r\n";
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(CreditTown town) => [.. (await TasksAsync(town)).Select(task => task.Code)];

    private static async Task<IReadOnlyList<DeskTask>> TasksAsync(CreditTown town) =>
        (await town.Services.GetRequiredKeyedService<TaskDesk>(CreditsModule.Name).OpenPageAsync(null, 10, default)).Tasks;
}
