using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Members;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.IntegrationTests.Benefits;

/// <summary>What an erased member's claims still say (Law 29733), and which of them stay.</summary>
public sealed class ForgetClaimsTests
{
    [Fact]
    public async Task Claim_that_came_to_nothing_loses_its_people_and_its_papers_once()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        await office.UploadAsync(id, "dni");
        await office.AskAsync("POST", $"claims/{id}/cancel");
        var held = await HoldsAsync(office);

        await EraseAsync(office);
        await EraseAsync(office);

        var claims = office.Services.GetRequiredService<ClaimStore>();
        Assert.Empty(held);
        Assert.Null(await claims.PeopleAsync(id, default));
        Assert.Empty((await office.ClaimAsync(id)).Documents);
        Assert.Single(await office.ActsAsync(id), act => act == "forget");
        var paper = await office.OfficeAsync(ClaimOffice.Analyst, "GET", $"claims/{id}/documents/dni/content");
        Assert.Equal((404, "benefits.document-not-found"), (paper.Status, paper.Code));
    }

    [Fact]
    public async Task Claim_that_still_runs_stays_and_the_member_is_told_so()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        await office.UploadAsync(id, "dni");

        await EraseAsync(office);

        Assert.Equal([LegalHoldKinds.BenefitClaim], await HoldsAsync(office));
        Assert.NotNull(await office.Services.GetRequiredService<ClaimStore>().PeopleAsync(id, default));
        Assert.Single((await office.ClaimAsync(id)).Documents);
        var told = await office.AskAsync("GET", "../membership/me/rights-requests");
        Assert.Contains("Tus solicitudes de beneficio", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_that_ran_at_the_erasure_loses_its_people_and_papers_once_it_has_come_to_nothing()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        await office.UploadAsync(id, "dni");
        await EraseAsync(office, "erasure");
        await EraseAsync(office, "erasure");

        await MonthAsync(office);
        var running = await office.ClaimAsync(id);
        await office
            .Services.GetRequiredService<ClaimStore>()
            .ChangeAsync(id, Cancel, claim => claim with { Status = ClaimStatus.Cancelled }, default);
        await MonthAsync(office);

        Assert.Single(running.Documents);
        Assert.Null(await office.Services.GetRequiredService<ClaimStore>().PeopleAsync(id, default));
        Assert.Empty((await office.ClaimAsync(id)).Documents);
        Assert.Equal(2, office.Queues.Seen.Count(message => message.Type == ClaimEvents.ForgetDue.Type));
    }

    [Fact]
    public async Task Look_that_comes_to_a_machine_whose_clock_is_behind_promises_the_next_one()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        await EraseAsync(office);
        var first = (await office.ClaimAsync(id)).ForgetLookAt;

        office.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(5));
        var message = new IncomingMessage("look", ClaimEvents.ForgetDue.Type, "/m", office.Clock.GetUtcNow(), 1, default);
        await office
            .Services.GetRequiredService<ForgetClaims>()
            .AgainAsync(new ClaimDue(id), new MessageContext(message, "benefits-events", 1), default);

        Assert.True((await office.ClaimAsync(id)).ForgetLookAt > first);
    }

    private static readonly ClaimChange Cancel = new(new CommandIdentity("c", "c", ""), new ClaimAct("cancel", ClaimAct.Claimant));

    private static async Task MonthAsync(ClaimOffice office)
    {
        office.Clock.Advance(TimeSpan.FromDays(30));
        await office.Services.GetRequiredService<DrainDue>().RunAsync(TimeSpan.FromMinutes(1), default);
        await office.PumpAsync();
    }

    private static async Task<IReadOnlyList<string>> HoldsAsync(ClaimOffice office)
    {
        var holder = office.Services.GetServices<IPersonalDataHolder>().OfType<BenefitHoldings>().Single();
        return (await holder.OfAsync(office.MemberId, default)).Holds;
    }

    private static async Task EraseAsync(ClaimOffice office, string? id = null)
    {
        var now = office.Clock.GetUtcNow();
        var message = new IncomingMessage(id ?? Guid.NewGuid().ToString("N"), MembershipEvents.ErasureGranted.Type, "/m", now, 1, default);
        var outcome = await office
            .Services.GetRequiredService<ForgetClaims>()
            .HandleAsync(new ErasureGranted(office.MemberId, false, now), new MessageContext(message, "benefits-events", 1), default);
        Assert.Equal(MessageOutcome.Done, outcome);
    }
}
