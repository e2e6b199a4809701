using CsCheck;
using Serverless.App.Credits.Arrears;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Loans;

namespace Serverless.UnitTests.Credits.Arrears;

public sealed class ArrearsTests
{
    // A published sheet: instalment 176.97, five days late, 16.5 % compensatory and 70 % moratory: 0.38 and 1.31.
    [Fact]
    public void D28_late_interest_is_the_sum_of_compensatory_and_moratory()
    {
        var late = LateInterest.On(new Money(176.97m), Rate.FromPercent(16.5m), Rate.FromPercent(70m), 5).Round(RoundingPolicy.Centimo);

        Assert.Equal((0.38m, 1.31m, 1.69m), (late.Compensatory.Soles, late.Moratory.Soles, late.Total.Soles));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void D28_nothing_accrues_before_the_day_after_the_due_date(int days) =>
        Assert.Equal(Money.Zero, LateInterest.On(new Money(100m), Rate.FromPercent(20m), Rate.FromPercent(5m), days).Total);

    private static readonly DueAmount[] Owed =
    [
        new(2, new(2026, 2, 28), DueComponent.Principal, new Money(80m)),
        new(2, new(2026, 2, 28), DueComponent.Interest, new Money(20m)),
        new(1, new(2026, 1, 31), DueComponent.Principal, new Money(75m)),
        new(1, new(2026, 1, 31), DueComponent.Interest, new Money(25m)),
        new(1, new(2026, 1, 31), DueComponent.Insurance, new Money(4m)),
        new(1, new(2026, 1, 31), DueComponent.Moratory, new Money(1m)),
        new(1, new(2026, 1, 31), DueComponent.Compensatory, new Money(2m)),
    ];

    [Fact]
    public void D28_payment_settles_the_oldest_instalment_in_the_agreed_order()
    {
        var allocation = Allocation.Of(new Money(50m), Owed, SampleLoan.Terms.Allocation).Value;

        Assert.Equal(
            [
                (1, DueComponent.Moratory, 1m),
                (1, DueComponent.Compensatory, 2m),
                (1, DueComponent.Interest, 25m),
                (1, DueComponent.Insurance, 4m),
                (1, DueComponent.Principal, 18m),
            ],
            allocation.Paid.Select(part => (part.Instalment, part.Component, part.Amount.Soles))
        );
        Assert.Equal(Money.Zero, allocation.Remainder);
    }

    [Fact]
    public void D28_order_by_component_is_data_too()
    {
        var order = SampleLoan.Terms.Allocation with { OldestFirst = false };

        var allocation = Allocation.Of(new Money(50m), Owed, order).Value;

        Assert.Equal([1, 1, 1, 2, 1], allocation.Paid.Select(part => part.Instalment));
        Assert.Equal((DueComponent.Insurance, 2m), (allocation.Paid[^1].Component, allocation.Paid[^1].Amount.Soles));
    }

    [Fact]
    public void D28_payment_is_never_lost_nor_made() =>
        Gen.Int[0, 50_000]
            .Sample(centimos =>
            {
                var payment = Money.FromCentimos(centimos);
                var allocation = Allocation.Of(payment, Owed, SampleLoan.Terms.Allocation).Value;
                return Money.Sum(allocation.Paid.Select(part => part.Amount)) + allocation.Remainder == payment
                    && allocation.Paid.All(part => part.Amount > Money.Zero);
            });

    [Fact]
    public void D28_order_that_forgets_a_component_is_refused()
    {
        var order = SampleLoan.Terms.Allocation with { Components = [DueComponent.Principal] };

        Assert.Equal("credits.allocation-order-invalid", Allocation.Of(new Money(1m), Owed, order).Error?.Code);
        Assert.Equal("credits.amount-invalid", Allocation.Of(new Money(-1m), Owed, SampleLoan.Terms.Allocation).Error?.Code);
    }

    [Fact]
    public void D28_order_that_names_a_component_twice_is_refused()
    {
        var all = SampleLoan.Terms.Allocation.Components;

        Assert.True(SampleLoan.Terms.Allocation.IsComplete);
        Assert.False((SampleLoan.Terms.Allocation with { Components = all.Add(DueComponent.Principal) }).IsComplete);
        Assert.False((SampleLoan.Terms.Allocation with { Components = all.SetItem(0, DueComponent.Principal) }).IsComplete);
        Assert.Equal(ErrorKind.Unprocessable, Allocation.Of(new Money(-0.01m), Owed, SampleLoan.Terms.Allocation).Error?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void D28_instalments_of_one_day_are_paid_by_their_number(bool oldestFirst)
    {
        var day = new DateOnly(2026, 1, 31);
        DueAmount[] owed =
        [
            new(3, day, DueComponent.Principal, new Money(10m)),
            new(1, day, DueComponent.Principal, new Money(10m)),
            new(2, day.AddDays(-1), DueComponent.Principal, new Money(10m)),
        ];

        var paid = Allocation.Of(new Money(25m), owed, SampleLoan.Terms.Allocation with { OldestFirst = oldestFirst }).Value.Paid;

        Assert.Equal([(2, 10m), (1, 10m), (3, 5m)], paid.Select(part => (part.Instalment, part.Amount.Soles)));
    }

    [Fact]
    public void D28_no_money_pays_nothing_and_parts_of_nothing_are_left_out()
    {
        var nothing = Allocation.Of(Money.Zero, Owed, SampleLoan.Terms.Allocation).Value;
        var empty = Allocation.Of(new Money(1m), [new(1, new(2026, 1, 31), DueComponent.Charge, Money.Zero)], SampleLoan.Terms.Allocation);

        Assert.True(nothing.Paid.IsEmpty && nothing.Remainder == Money.Zero);
        Assert.True(empty.Value.Paid.IsEmpty && empty.Value.Remainder == new Money(1m));
    }
}
