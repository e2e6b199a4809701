using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Identity;

public sealed class AccountRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly OtpOptions Options = new();
    private static readonly Account New = new("a1", "m1");
    private static readonly Account Active = AccountRules.SignedIn(New, "phone", "Mi celular", Noon.AddDays(-9));

    [Fact]
    public void Known_device_gets_five_codes_an_hour()
    {
        var (account, given) = Ask(Active, "phone", Noon, TimeSpan.FromMinutes(1), 8);

        Assert.Equal(5, given);
        Assert.True(AccountRules.CountCode(account, "phone", Noon.AddHours(1), Options).IsSuccess);
    }

    [Fact]
    public void Known_device_gets_ten_codes_a_day()
    {
        var (account, given) = Ask(Active, "phone", Noon, TimeSpan.FromMinutes(20), 14);

        Assert.Equal(10, given);
        Assert.Equal(OtpErrors.TooMany, AccountRules.CountCode(account, "phone", Noon.AddHours(23), Options).Error);
        Assert.True(AccountRules.CountCode(account, "phone", Noon.AddHours(24), Options).IsSuccess);
    }

    [Fact]
    public void Reported_death_takes_every_device_and_only_a_phone_that_officers_give_later_opens_the_account_again()
    {
        var open = AccountRules.WithSession(Active, new OpenSession("s1", "phone", Noon.AddDays(9)), Noon);

        var closed = AccountRules.Close(open, Noon);

        Assert.Equal((Noon, 0, 0), (closed.DiedAt, closed.Devices.Length, closed.Sessions.Length));
        Assert.Equal(Noon, AccountRules.Close(closed, Noon.AddHours(1)).DiedAt);
        Assert.Equal(Noon, AccountRules.Recover(closed, Noon.AddHours(-1)).DiedAt);
        Assert.Null(AccountRules.Recover(closed, Noon.AddHours(1)).DiedAt);
    }

    [Fact]
    public void Strangers_share_one_small_bucket_and_cannot_lock_the_members_own_phone()
    {
        var attacked = Active;
        for (var n = 0; n < 50; n++)
        {
            attacked = AccountRules.CountCode(attacked, $"stranger-{n}", Noon, Options) is { IsSuccess: true } counted
                ? counted.Value
                : attacked;
            attacked = AccountRules.CountFailure(attacked, $"stranger-{n}", lastAttempt: true, Noon, Options);
        }

        Assert.Equal("identity.code-locked", AccountRules.CountCode(attacked, "stranger-99", Noon, Options).Error?.Code);
        Assert.True(AccountRules.CountCode(attacked, "phone", Noon, Options).IsSuccess);
        Assert.Single(attacked.Quotas);
    }

    [Fact]
    public void Last_attempt_locks_the_device_for_fifteen_minutes_and_says_so()
    {
        var locked = AccountRules.CountFailure(Active, "phone", lastAttempt: true, Noon, Options);

        Assert.Equal("15", AccountRules.CountCode(locked, "phone", Noon, Options).Error?.Arguments["minutes"]);
        Assert.True(AccountRules.CountCode(locked, "phone", Noon.AddMinutes(15), Options).IsSuccess);
    }

    [Fact]
    public void Hundred_failures_in_a_row_need_an_officer_until_a_right_code()
    {
        var failed = Fail(New, "x", 99);

        var hundredth = Fail(failed, "x", 1);

        Assert.True(AccountRules.CountCode(failed, "x", Noon, Options).IsSuccess);
        Assert.Equal(OtpErrors.NeedsOfficer, AccountRules.CountCode(hundredth, "x", Noon, Options).Error);
        Assert.True(AccountRules.CountCode(AccountRules.SignedIn(hundredth, "y", "y", Noon), "x", Noon, Options).IsSuccess);
    }

    [Fact]
    public void Hundred_failures_of_strangers_leave_the_members_own_phone_alone()
    {
        var attacked = Fail(Active, "stranger", 100);

        Assert.Equal(OtpErrors.NeedsOfficer, AccountRules.CountCode(attacked, "stranger", Noon, Options).Error);
        Assert.True(AccountRules.CountCode(attacked, "phone", Noon, Options).IsSuccess);
    }

    [Fact]
    public void Newer_code_of_a_device_takes_the_place_of_its_own_and_of_no_other_devices()
    {
        var first = AccountRules.Open(Active, "identity.sign-in", "phone", "c1");
        var other = AccountRules.Open(first, "identity.sign-in", "stranger", "c2");

        var second = AccountRules.Open(other, "identity.sign-in", "phone", "c3");

        Assert.Null(other.Challenges[^1].Previous);
        Assert.Equal("c1", second.Challenges[^1].Previous);
        Assert.Equal(["c2", "c3"], second.Challenges.Select(open => open.ChallengeId));
    }

    [Fact]
    public void Codes_remembered_of_one_account_are_bounded()
    {
        var account = Enumerable.Range(0, 40).Aggregate(Active, (a, n) => AccountRules.Open(a, "identity.sign-in", $"d{n}", $"c{n}"));

        Assert.Equal(16, account.Challenges.Length);
        Assert.Equal("c39", account.Challenges[^1].ChallengeId);
    }

    [Fact]
    public void Dni_of_nobody_is_counted_in_the_same_way()
    {
        var (_, nobody) = Ask(New with { MemberId = null }, "x", Noon, TimeSpan.Zero, 9);
        var (_, somebody) = Ask(New, "x", Noon, TimeSpan.Zero, 9);

        Assert.Equal(somebody, nobody);
    }

    [Fact]
    public void D37_signing_in_again_with_the_same_device_registers_it_once()
    {
        var again = AccountRules.SignedIn(Active, "phone", "Mi celular", Noon);

        Assert.Equal((Active.ActivatedAt, 1), (again.ActivatedAt, again.Devices.Length));
    }

    [Fact]
    public void Revoked_device_is_a_stranger()
    {
        var revoked = AccountRules.RevokeDevice(Active, "phone");

        var (_, given) = Ask(revoked, "phone", Noon, TimeSpan.Zero, 9);

        Assert.Equal(Options.UnknownDevicesPerHour, given);
    }

    private static Account Fail(Account account, string device, int times) =>
        Enumerable
            .Range(0, times)
            .Aggregate(account, (failed, _) => AccountRules.CountFailure(failed, device, lastAttempt: false, Noon, Options));

    private static (Account Account, int Given) Ask(Account account, string device, DateTimeOffset from, TimeSpan every, int times)
    {
        var given = 0;
        for (var n = 0; n < times; n++)
        {
            Result<Account> counted = AccountRules.CountCode(account, device, from + (every * n), Options);
            (account, given) = counted.IsSuccess ? (counted.Value, given + 1) : (account, given);
        }

        return (account, given);
    }
}
