using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Credits.Loans.Reading;
using Serverless.App.Credits.Requests;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Due;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Credits;

/// <summary>What an erased member's credit requests still say (Law 29733), and which of them stay.</summary>
public sealed class ForgetRequestsTests
{
    [Fact]
    public async Task Request_that_ended_without_money_loses_its_accounts_once()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = (await town.CheckedAsync()).Text("requestId");
        await town.AskAsync("POST", $"requests/{id}/withdraw");
        var held = await HoldsAsync(town);

        await EraseAsync(town);
        await EraseAsync(town);

        Assert.Empty(held);
        Assert.Null(await town.Service<RequestStore>().FindWithAccountsAsync(id, default));
        Assert.Equal(RequestStatus.Withdrawn, (await town.RequestAsync(id)).Status);
        var events = await town.Service<AggregateStore>().ReadEventsAsync(RequestStore.Kind, id, 0, 100, default);
        Assert.Single(events, happened => happened.Type == RequestEvents.Forgotten.Type);
    }

    [Fact]
    public async Task Request_that_still_runs_and_a_loan_stay_as_proof()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();

        await EraseAsync(town);

        Assert.Equal([LegalHoldKinds.CreditContract], await HoldsAsync(town));
        Assert.NotNull(await town.Service<RequestStore>().FindWithAccountsAsync(loan.RequestId, default));
        var running = await town.CheckedAsync();
        await EraseAsync(town);
        Assert.NotNull(await town.Service<RequestStore>().FindWithAccountsAsync(running.Text("requestId"), default));
    }

    [Fact]
    public async Task Request_that_ran_at_the_erasure_loses_its_accounts_once_it_has_come_to_nothing()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = (await town.CheckedAsync()).Text("requestId");
        await EraseAsync(town, "erasure");
        await EraseAsync(town, "erasure");
        await town.AskAsync("POST", $"requests/{id}/withdraw");
        Assert.NotNull(await town.Service<RequestStore>().FindWithAccountsAsync(id, default));

        town.Clock.Advance(TimeSpan.FromDays(30));
        await town.Service<DrainDue>().RunAsync(TimeSpan.FromMinutes(1), default);
        await town.EventsAsync();

        Assert.Null(await town.Service<RequestStore>().FindWithAccountsAsync(id, default));
        Assert.Single(town.Queues.Seen, message => message.Type == RequestEvents.ForgetDue.Type);
    }

    [Fact]
    public async Task Look_that_comes_to_a_machine_whose_clock_is_behind_promises_the_next_one()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = (await town.CheckedAsync()).Text("requestId");
        await EraseAsync(town);
        var first = (await town.RequestAsync(id)).ForgetLookAt;

        town.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(5));
        var message = new IncomingMessage("look", RequestEvents.ForgetDue.Type, "/m", town.Clock.GetUtcNow(), 1, default);
        await town.Service<ForgetRequests>().AgainAsync(new RequestDue(id), new MessageContext(message, "credits-events", 1), default);

        Assert.True((await town.RequestAsync(id)).ForgetLookAt > first);
    }

    private static async Task<IReadOnlyList<string>> HoldsAsync(CreditTown town)
    {
        var holder = town.Services.GetServices<IPersonalDataHolder>().OfType<CreditHoldings>().Single();
        return (await holder.OfAsync(town.MemberId, default)).Holds;
    }

    private static async Task EraseAsync(CreditTown town, string? id = null)
    {
        var now = town.Clock.GetUtcNow();
        var message = new IncomingMessage(id ?? Guid.NewGuid().ToString("N"), MembershipEvents.ErasureGranted.Type, "/m", now, 1, default);
        var outcome = await town.Service<ForgetRequests>()
            .HandleAsync(new ErasureGranted(town.MemberId, false, now), new MessageContext(message, "credits-events", 1), default);
        Assert.Equal(MessageOutcome.Done, outcome);
    }
}
