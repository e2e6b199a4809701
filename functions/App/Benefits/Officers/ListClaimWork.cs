using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Officers;

/// <summary>What waits in one queue, oldest claim first.</summary>
internal sealed class ListClaimWork(WorkLists work, WorkingCalendar calendar, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder benefits) =>
        benefits
            .MapGet("/backoffice/work/{queue}", HandleAsync)
            .RequireStaff(WorkRules.Analyst, WorkRules.Head)
            .WithSummary(
                "Lista las solicitudes que esperan: documents, calculation, review, approval, second-approval, appeals, heirs, urgent, overdue."
            )
            .WithName("ListClaimWork");

    private static async Task<Results<Ok<Page<WorkItemView>>, ProblemResult>> HandleAsync(
        string queue,
        HttpRequest request,
        ListClaimWork slice,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        return page.Error is { } wrong ? wrong.ToProblem()
            : !WorkRules.Queues.Contains(queue) ? BenefitErrors.QueueUnknown.ToProblem()
            : TypedResults.Ok(await slice.ListAsync(queue, page.Value, cancellation));
    }

    private async Task<Page<WorkItemView>> ListAsync(string queue, PageRequest page, CancellationToken cancellation)
    {
        var (waiting, next) = await work.PageAsync(queue, page.After, page.Limit, cancellation);
        var today = LimaTime.Today(time);
        return new(
            [.. waiting.Select(claim => WorkItemView.Of(claim.State, calendar, today))],
            next is null ? null : PageRequest.CursorFor(next)
        );
    }
}
