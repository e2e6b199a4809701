using System.Globalization;
using System.Net;
using System.Text;
using Serverless.App.Payments.Bank;
using Serverless.App.Payments.Orders;
using Serverless.Local.Simulators.Bank;

namespace Serverless.IntegrationTests.Payments;

public sealed class BankOrderTests
{
    private static readonly string[] PaidStory = ["payments.order-registered", "payments.order-sent", "payments.order-paid"];

    [Fact]
    public async Task Order_that_is_asked_for_twice_is_paid_once()
    {
        await using var town = await BankTown.BuildAsync();
        var first = await town.RegisterAsync();
        var again = await town.RegisterAsync();
        await town.SendAsync();
        town.Bank.Script = new BankScript();

        await town.Bank.TellAsync(default);

        var order = await town.ReadAsync(first);
        Assert.Equal((first, BankOrderStatus.Paid, "BN00000001"), (again, order.Status, order.BankReference));
        Assert.Equal(6_000_00, Assert.Single(town.Bank.Bookings).AmountCentimos);
        Assert.Equal(PaidStory, await town.StoryAsync(first));
    }

    [Fact]
    public async Task Same_attempt_with_another_amount_is_refused()
    {
        await using var town = await BankTown.BuildAsync();
        await town.RegisterAsync();

        var other = await town.Orders.RegisterAsync(BankTown.Order(soles: 6_001m), default);

        Assert.Equal("payments.order-differs", other.Error?.Code);
    }

    [Fact]
    public async Task Bank_that_is_down_is_asked_until_it_takes_the_order_and_nothing_is_poison()
    {
        var clock = BankTown.Now;
        await using var town = await BankTown.BuildAsync(clock);
        town.Bank.Script = new BankScript(Down: true);
        var id = await town.RegisterAsync();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await town.SendAsync();
            clock.Advance(TimeSpan.FromHours(1));
        }

        town.Bank.Script = new BankScript(Holds: true);
        await town.SendAsync();

        Assert.Equal(BankOrderStatus.Sent, (await town.ReadAsync(id)).Status);
        Assert.Empty(town.App.Queues.Poison);
        Assert.Empty(await town.TaskCodesAsync());
    }

    [Fact]
    public async Task Bank_that_takes_the_order_and_loses_its_answer_books_it_once()
    {
        var clock = BankTown.Now;
        await using var town = await BankTown.BuildAsync(clock);
        town.Bank.Script = new BankScript(Holds: true, LosesAnswers: true);
        var id = await town.RegisterAsync();
        await town.SendAsync();
        town.Bank.Script = new BankScript(Holds: true);
        clock.Advance(TimeSpan.FromHours(1));

        await town.SendAsync();

        Assert.Equal("BN00000001", (await town.ReadAsync(id)).BankReference);
        Assert.Single(town.Bank.Bookings);
    }

    [Fact]
    public async Task Bank_that_never_takes_the_order_leaves_it_to_a_person()
    {
        var clock = BankTown.Now;
        await using var town = await BankTown.BuildAsync(clock);
        town.Bank.Script = new BankScript(Down: true);
        var id = await town.RegisterAsync();
        await town.SendAsync();
        clock.Advance(TimeSpan.FromDays(4));

        await town.SendAsync();

        Assert.Equal(BankOrderStatus.Registered, (await town.ReadAsync(id)).Status);
        Assert.Equal(["payments.order-unsent"], await town.TaskCodesAsync());
    }

    [Fact]
    public async Task Rejected_order_says_why_and_the_next_attempt_is_another_order()
    {
        await using var town = await BankTown.BuildAsync();
        town.Bank.Script = new BankScript(Holds: true, RejectNext: 1, Reason: "account-closed");
        var id = await town.SentAsync();
        await town.Bank.TellAsync(default);

        var order = await town.ReadAsync(id);
        var second = await town.RegisterAsync(BankTown.Order(attempt: 2));

        Assert.Equal((BankOrderStatus.Rejected, "account-closed"), (order.Status, order.Reason));
        Assert.NotEqual(id, second);
    }

    [Fact]
    public async Task Notice_twice_is_booked_once()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await town.SentAsync();
        town.Bank.Script = new BankScript(Twice: true);

        var told = await town.Bank.TellAsync(default);

        Assert.Equal(2, told);
        Assert.Equal(PaidStory, await town.StoryAsync(id));
    }

    [Fact]
    public async Task Notice_of_another_amount_pays_nothing_and_becomes_a_task()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await town.SentAsync();
        town.Bank.Script = new BankScript(WrongAmountCentimos: -1);

        await town.Bank.TellAsync(default);

        Assert.Equal(BankOrderStatus.Sent, (await town.ReadAsync(id)).Status);
        Assert.Equal(["payments.amount-differs"], await town.TaskCodesAsync());
    }

    [Fact]
    public async Task Bank_that_contradicts_itself_is_believed_once_and_asked_by_a_person()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await town.SentAsync();
        town.Bank.Script = new BankScript(Contradicts: true);

        await town.Bank.TellAsync(default);

        Assert.Equal(PaidStory, await town.StoryAsync(id));
        Assert.Equal(["payments.verdict-contradicted"], await town.TaskCodesAsync());
    }

    [Fact]
    public async Task Notice_signed_by_nobody_is_not_read()
    {
        await using var town = await BankTown.BuildAsync();
        var id = await town.SentAsync();
        town.Bank.Script = new BankScript(BadSignature: true);

        var told = await town.Bank.TellAsync(default);

        Assert.Equal((0, BankOrderStatus.Sent), (told, (await town.ReadAsync(id)).Status));
    }

    [Theory]
    [InlineData(0, 204)]
    [InlineData(299, 204)]
    [InlineData(301, 401)]
    [InlineData(-301, 401)]
    public async Task Signature_is_good_for_five_minutes_around_its_time(int secondsOff, int status)
    {
        await using var town = await BankTown.BuildAsync();
        var id = await town.SentAsync();

        Assert.Equal((HttpStatusCode)status, await PostAsync(town, NoticeOf(id), secondsOff));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData(
        """{"notificationId":"n1","orderId":"a/b","bankReference":"B","status":"paid","amountCentimos":1,"at":"2026-11-20T00:00:00Z"}"""
    )]
    [InlineData(
        """{"notificationId":"n1","orderId":"a","bankReference":"B","status":"lost","amountCentimos":1,"at":"2026-11-20T00:00:00Z"}"""
    )]
    public async Task Signed_nonsense_is_told_so(string body)
    {
        await using var town = await BankTown.BuildAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(town, body, 0));
    }

    [Fact]
    public async Task Notice_of_an_order_that_we_never_sent_becomes_a_task()
    {
        await using var town = await BankTown.BuildAsync();

        var status = await PostAsync(town, NoticeOf("nobody"), 0);

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(["payments.order-not-found"], await town.TaskCodesAsync());
    }

    private static string NoticeOf(string order) =>
        $$"""{"notificationId":"n1","orderId":"{{order}}","bankReference":"B1","status":"paid","amountCentimos":600000,"at":"2026-11-20T15:00:00Z"}""";

    private static async Task<HttpStatusCode> PostAsync(BankTown town, string body, int secondsOff)
    {
        var address = new Uri(town.App.Address, LocalBank.Notices);
        var stamp = BankTown.Now.GetUtcNow().AddSeconds(secondsOff).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(BankSignature.Scheme.TimeHeader, stamp);
        request.Headers.Add(
            BankSignature.Scheme.SignatureHeader,
            BankSignature.Scheme.Of(
                Convert.ToBase64String(town.CallbackKey),
                "POST",
                address.AbsolutePath,
                stamp,
                Encoding.UTF8.GetBytes(body)
            )
        );
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
