using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Uit;

/// <summary>The other two eyes: publishes a year that somebody else proposed, or takes one back.</summary>
internal sealed class DecideUit(UitStore store, TimeProvider time)
{
    private const string Proposal = $"{GetUit.Route}/proposals/{{id}}";

    internal static void Map(RouteGroupBuilder fund)
    {
        fund.MapPost($"{Proposal}/publish", PublishAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .RequireIdempotencyKey()
            .WithSummary("Publica la UIT que propuso otra persona.")
            .WithName("PublishTaxUnit");
        fund.MapPost($"{Proposal}/reject", RejectAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .RequireIdempotencyKey()
            .WithSummary("Descarta una UIT propuesta.")
            .WithName("RejectTaxUnit");
    }

    private static Task<Results<Ok<UitView>, ProblemResult>> PublishAsync(
        string id,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        DecideUit slice,
        CancellationToken cancellation
    ) => slice.DecideAsync(id, publish: true, officer.Identity!.Name!, command.Identity, cancellation);

    private static Task<Results<Ok<UitView>, ProblemResult>> RejectAsync(
        string id,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        DecideUit slice,
        CancellationToken cancellation
    ) => slice.DecideAsync(id, publish: false, officer.Identity!.Name!, command.Identity, cancellation);

    private async Task<Results<Ok<UitView>, ProblemResult>> DecideAsync(
        string id,
        bool publish,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var today = LimaTime.Today(time);
        var changed = await store.ChangeAsync(
            command,
            before => publish ? UitRules.Publish(before, id, officer, today) : UitRules.Reject(before, id),
            publish ? UitStore.Published : UitStore.Rejected,
            proposal: null,
            officer,
            cancellation
        );
        return changed.Then<UitView>(after => UitView.Of(after, today)).ToOk();
    }
}
