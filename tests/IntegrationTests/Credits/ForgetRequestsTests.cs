using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Credits.Loans.Reading;
using Serverless.App.Credits.Requests;
using Serverless.App.Membership.Messages;
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

    private static async Task<IReadOnlyList<string>> HoldsAsync(CreditTown town)
    {
        var holder = town.Services.GetServices<IPersonalDataHolder>().OfType<CreditHoldings>().Single();
        return (await holder.OfAsync(town.MemberId, default)).Holds;
    }

    private static async Task EraseAsync(CreditTown town)
    {
        var granted = new ErasureGranted(town.MemberId, false, town.Clock.GetUtcNow());
        Assert.Equal(MessageOutcome.Done, await town.Service<ForgetRequests>().HandleAsync(granted, default));
    }
}
