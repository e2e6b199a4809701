using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership;
using Serverless.App.Membership.Access;
using Serverless.App.Membership.Affiliations;
using Serverless.IntegrationTests.Identity;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Membership;

public sealed class DigitalAccessTests
{
    [Fact]
    public async Task D37_member_who_activates_on_two_phones_and_whose_messages_come_twice_counts_once()
    {
        var clock = new FakeTimeProvider(JoiningTeacher.Start);
        await using var app = await IdentityApp.StartAsync(clock);
        await app.RegisterAsync();
        using var first = await app.SignedInPhoneAsync();
        await app.Queues.PumpAsync(MembershipQueue.Name, Handlers, app.Services, 1);
        await app.Queues.PumpAsync(MembershipQueue.Name, Handlers, app.Services, 1);
        clock.Advance(TimeSpan.FromHours(2));
        using var again = await app.SignedInPhoneAsync();

        foreach (
            var message in app
                .Queues.Seen.Where(seen => seen.Type is "identity.account-activated" or "membership.digital-access-gained")
                .ToList()
        )
        {
            app.Queues.Repeat(MembershipQueue.Name, message);
        }

        await app.Queues.PumpAsync(MembershipQueue.Name, Handlers, app.Services, 2);

        var report = await app.Services.GetRequiredService<GetDigitalAccess>().ReadAsync(default);
        Assert.Equal((1, 1), (report.Total, report.Kinds.Single(row => row.Kind == "nombrado").Members));
        Assert.Empty(app.Queues.Rejected);
    }

    [Fact]
    public async Task D37_second_account_of_a_member_is_no_second_person()
    {
        await using var app = await IdentityApp.StartAsync(new FakeTimeProvider(JoiningTeacher.Start));
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();
        var member = (await phone.AskAsync("GET", "../membership/me")).Text("memberId");
        var count = app.Services.GetRequiredService<CountDigitalAccess>();

        for (var account = 1; account <= 3; account++)
        {
            var message = new Platform.Messaging.IncomingMessage($"a{account}", "t", "s", JoiningTeacher.Start, 1, default);
            var context = new MessageContext(message, MembershipQueue.Name, 1);
            await count.WhenActivatedAsync(new AccountActivated($"account-{account}", member, JoiningTeacher.Start), context, default);
        }

        await app.Queues.PumpAsync(MembershipQueue.Name, Handlers, app.Services, 2);
        var report = await app.Services.GetRequiredService<GetDigitalAccess>().ReadAsync(default);
        Assert.Equal(1, report.Total);
    }

    [Fact]
    public async Task D37_report_of_the_fund_prints_the_counts_by_kind_and_their_sum()
    {
        await using var app = await IdentityApp.StartAsync(new FakeTimeProvider(JoiningTeacher.Start));
        var runner = app.Services.GetRequiredService<CommandRunner>();
        foreach (var (kind, members) in new[] { ("nombrado", 137_721), ("contratado", 47_621), ("cesante", 17_065) })
        {
            var command = new CommandIdentity($"fixture-{kind}", kind, "");
            await runner.RunAsync<AccessCount>(
                AccessKinds.Count,
                AccessKinds.CountOf(kind),
                command,
                _ => new Commit<AccessCount>(new AccessCount(kind, members)),
                default
            );
        }

        var report = await app.Services.GetRequiredService<GetDigitalAccess>().ReadAsync(default);

        Assert.Equal(
            ["cesante 17065", "contratado 47621", "nombrado 137721"],
            report.Kinds.Where(row => row.Members > 0).Select(row => $"{row.Kind} {row.Members}")
        );
        Assert.Equal(202_407, report.Total);
    }

    private static void Handlers(QueueHandlers queue) => queue.OnAffiliations().OnAccess();
}
