using CsCheck;
using Serverless.Platform.Messaging;

namespace Serverless.UnitTests.Messaging;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(4, 240)]
    [InlineData(5, 480)]
    [InlineData(6, 960)]
    [InlineData(7, 1920)]
    [InlineData(8, 3600)]
    [InlineData(9, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void Wait_doubles_up_to_an_hour(int failed, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), RetrySchedule.Next(failed, Now, DateTimeOffset.MaxValue));

    [Theory]
    [InlineData(1, 30, true)]
    [InlineData(1, 29, false)]
    [InlineData(8, 3600, true)]
    [InlineData(8, 3599, false)]
    public void Attempt_after_the_deadline_is_not_made(int failed, int deadlineIn, bool due) =>
        Assert.Equal(due, RetrySchedule.Next(failed, Now, Now.AddSeconds(deadlineIn)) is not null);

    [Theory]
    [InlineData(10, 30)]
    [InlineData(90, 90)]
    [InlineData(7200, 7200)]
    public void Vendors_wish_counts_when_it_is_later(int retryAfter, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), RetrySchedule.Next(1, Now, DateTimeOffset.MaxValue, TimeSpan.FromSeconds(retryAfter)));

    [Fact]
    public void Vendor_down_for_an_hour_is_asked_again_within_the_next() =>
        Gen.Int[1, 60]
            .Sample(minutesDown =>
            {
                var (at, failed) = (Now, 0);
                while (at < Now.AddMinutes(minutesDown))
                {
                    at = RetrySchedule.Next(++failed, at, Now.AddHours(24))!.Value;
                }

                Assert.InRange(at, Now.AddMinutes(minutesDown), Now.AddMinutes((2 * minutesDown) + 1));
                Assert.InRange(failed, 1, 8);
            });

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 2)]
    [InlineData(8, 60)]
    [InlineData(40, 60)]
    public void Shorter_first_wait_makes_every_wait_shorter(int failed, double seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), RetrySchedule.Next(failed, Now, DateTimeOffset.MaxValue, first: TimeSpan.FromSeconds(0.5)));

    [Fact]
    public void Attempt_zero_is_a_bug() => Assert.Throws<ArgumentOutOfRangeException>(() => RetrySchedule.Next(0, Now, Now));
}
