using Serverless.App.Credits.Repaying;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Repaying;

/// <summary>A payment's states against everything the gateway may say (domain.md §5.1: INTENT, AUTHORISED, POSTED, REVERSED).</summary>
public sealed class PaymentStatesTests
{
    private static readonly DateTimeOffset At = new(2027, 1, 5, 15, 0, 0, TimeSpan.Zero);
    private static readonly MemberPayment Payment = new("p", "loan-1", "member-1", new Money(423.10m), PaymentPurpose.Instalments);

    public static TheoryData<string, string, string> Table =>
        new()
        {
            { "Intent", "Paid", "Authorised" },
            { "Intent", "Failed", "Failed" },
            { "Intent", "Reversed", "credits.payment-contradicted" },
            { "Authorised", "Paid", "credits.nothing-to-do" },
            { "Authorised", "Failed", "credits.payment-contradicted" },
            { "Authorised", "Reversed", "Reversed" },
            { "Posted", "Paid", "credits.nothing-to-do" },
            { "Posted", "Failed", "credits.payment-contradicted" },
            { "Posted", "Reversed", "Reversed" },
            { "Failed", "Paid", "credits.payment-contradicted" },
            { "Failed", "Failed", "credits.nothing-to-do" },
            { "Failed", "Reversed", "credits.payment-contradicted" },
            { "Reversed", "Paid", "credits.nothing-to-do" },
            { "Reversed", "Failed", "credits.payment-contradicted" },
            { "Reversed", "Reversed", "credits.nothing-to-do" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void D28_every_state_and_every_word_of_the_gateway(string status, string said, string expected)
    {
        var payment = Payment with { Status = Enum.Parse<PaymentStatus>(status) };

        var settled = PaymentRules.Settle(payment, new("c", Enum.Parse<GatewayOutcome>(said), payment.Amount, At));

        Assert.Equal(expected, settled.Error?.Code ?? settled.Value.Status.ToString());
    }

    [Fact]
    public void D28_table_holds_every_pair() =>
        Assert.Equal(Enum.GetValues<PaymentStatus>().Length * Enum.GetValues<GatewayOutcome>().Length, Table.Count);

    [Theory]
    [InlineData("Paid")]
    [InlineData("Reversed")]
    public void D28_another_amount_is_never_taken(string said)
    {
        var settled = PaymentRules.Settle(Payment, new("c", Enum.Parse<GatewayOutcome>(said), new Money(423.11m), At));

        Assert.Equal("credits.payment-amount-differs", settled.Error!.Code);
    }
}
