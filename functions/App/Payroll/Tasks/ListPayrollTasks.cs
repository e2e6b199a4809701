using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Payroll.Tasks;

/// <summary>What waits for the payroll officer, oldest first.</summary>
internal sealed class ListPayrollTasks(PayrollTaskStore tasks, ErrorCatalogue texts, TimeProvider time)
{
    internal const string Route = "/backoffice/tasks";

    internal static void Map(RouteGroupBuilder payroll) =>
        payroll
            .MapGet(Route, HandleAsync)
            .RequireStaff(PayrollTaskStore.Officer)
            .WithSummary("Lista las diferencias con planilla que esperan a una persona.")
            .WithName("ListPayrollTasks");

    private static async Task<Results<Ok<Page<PayrollTaskView>>, ProblemResult>> HandleAsync(
        HttpRequest request,
        ListPayrollTasks slice,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        return page.Error is { } wrong ? wrong.ToProblem() : TypedResults.Ok(await slice.ListAsync(page.Value, cancellation));
    }

    private async Task<Page<PayrollTaskView>> ListAsync(PageRequest page, CancellationToken cancellation)
    {
        var (open, next) = await tasks.OpenPageAsync(page.After, page.Limit, cancellation);
        var now = time.GetUtcNow();
        return new([.. open.Select(task => PayrollTaskView.Of(task, texts, now))], next is null ? null : PageRequest.CursorFor(next));
    }
}
