using Serverless.App.Payments.Messages;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Payments;

public sealed class BankOrderRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);
    private static readonly BankOrder Sent = new("o", "benefits", "c", 1, 6_000_00, "Retiro", Now, "f") { Status = BankOrderStatus.Sent };

    [Fact]
    public void Verdict_settles_the_order_once()
    {
        var paid = BankOrderRules.Settle(Sent, Paid(6_000_00)).Value;

        Assert.Equal((BankOrderStatus.Paid, "B1"), (paid.Status, paid.BankReference));
        Assert.Equal(paid, BankOrderRules.Settle(paid, Paid(6_000_00)).Value);
    }

    [Fact]
    public void Verdict_may_come_before_we_noted_that_the_bank_took_the_order()
    {
        var paid = BankOrderRules.Settle(Sent with { Status = BankOrderStatus.Registered }, Paid(6_000_00)).Value;

        Assert.Equal(paid, BankOrderRules.Sent(paid, "B1", Now));
    }

    [Fact]
    public void Wrong_amount_pays_nothing() =>
        Assert.Equal("payments.amount-differs", BankOrderRules.Settle(Sent, Paid(5_999_99)).Error?.Code);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Second_verdict_that_says_otherwise_changes_nothing(bool paidFirst)
    {
        var settled = BankOrderRules.Settle(Sent, paidFirst ? Paid(6_000_00) : Rejected).Value;

        var second = BankOrderRules.Settle(settled, paidFirst ? Rejected : Paid(6_000_00));

        Assert.Equal("payments.verdict-contradicted", second.Error?.Code);
    }

    [Theory]
    [InlineData("", 1, 100, "Ana", "Retiro", "sourceId")]
    [InlineData("c", 0, 100, "Ana", "Retiro", "attempt")]
    [InlineData("c", 1, 0, "Ana", "Retiro", "amount")]
    [InlineData("c", 1, -100, "Ana", "Retiro", "amount")]
    [InlineData("c", 1, 0.001, "Ana", "Retiro", "amount")]
    [InlineData("c", 1, 100, "A\nna", "Retiro", "payeeName")]
    [InlineData("c", 1, 100, "Ana", "Pensión", "concept")]
    [InlineData("c", 1, 100, "Ana", "12345678901234567890123456789012345678901", "concept")]
    public void Wish_that_no_bank_can_carry_out_is_refused(
        string sourceId,
        int attempt,
        decimal soles,
        string name,
        string concept,
        string field
    )
    {
        var order = new PaymentOrder("benefits", sourceId, attempt, new(soles), Dni, name, Cci, concept);

        Assert.Equal(field, BankOrderRules.Check(order).Error?.Arguments["field"]);
    }

    private static Dni Dni => Serverless.Platform.Kernel.Dni.Parse("40000001").Value;

    private static Cci Cci => Serverless.Platform.Kernel.Cci.Parse("01136600010003254221").Value;

    private static BankVerdict Rejected => new(false, 6_000_00, "B1", "cuenta-cerrada", Now);

    private static BankVerdict Paid(long centimos) => new(true, centimos, "B1", "", Now);
}
