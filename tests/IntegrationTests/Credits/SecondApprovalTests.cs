using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Requests.Officers;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;

namespace Serverless.IntegrationTests.Credits;

/// <summary>Requests that wait: for a second officer (row D08), and for a member who does not come back.</summary>
public sealed class SecondApprovalTests
{
    [Fact]
    public async Task D08_credit_above_the_limit_is_paid_only_after_a_second_officer()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = await town.SignedAsync(CreditTown.Wish(2_500_000, 60));

        var waiting = await town.LookAsync(id);
        var notPaid = await town.RequestAsync(id);
        var approved = await DecideAsync(town, id, "luis");
        await town.LookAsync(id);
        await town.BankPaysAsync(id);
        await town.LookAsync(id);

        Assert.Equal((RequestStatus.SecondApproval, null, true), (notPaid.Status, notPaid.Payout, waiting.Ended));
        Assert.Equal(RequestStatus.Disbursing, approved.Value.Request.Status);
        Assert.Equal(RequestStatus.LoanOpen, (await town.RequestAsync(id)).Status);
    }

    [Fact]
    public async Task D08_second_approval_of_what_does_not_wait_for_one_is_409_with_what_is_allowed()
    {
        await using var town = await CreditTown.OpenAsync();
        var request = await town.CheckedAsync(CreditTown.Wish(2_500_000, 60));

        var refused = await DecideAsync(town, request.Text("requestId"), "luis");

        Assert.Equal((ErrorKind.Conflict, "credits.request-step-not-allowed"), (refused.Error!.Kind, refused.Error.Code));
        Assert.NotEmpty(refused.Error.Arguments["allowed"]);
    }

    [Fact]
    public async Task Request_that_nobody_goes_on_with_expires_by_itself_and_voids_its_contract()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = await town.SignedAsync(CreditTown.Wish(2_500_000, 60));
        town.Clock.Advance(TimeSpan.FromDays(16));

        await town.Service<DrainDue>().RunAsync(TimeSpan.FromMinutes(1), default);
        await town.EventsAsync();

        Assert.Equal(RequestStatus.Expired, (await town.RequestAsync(id)).Status);
        Assert.Equal("credits.request-step-not-allowed", (await DecideAsync(town, id, "luis")).Error!.Code);
    }

    private static Task<Result<KnownRequest>> DecideAsync(CreditTown town, string id, string officer) =>
        town.Service<ReviewRequests>()
            .DecideAsync(id, RequestRules.DecideSecond, approve: true, officer, new CommandIdentity(officer, officer, ""), default);
}
