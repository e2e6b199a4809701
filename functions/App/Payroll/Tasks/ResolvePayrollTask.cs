using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Tasks;

/// <summary>How the officer sorted it out.</summary>
/// <param name="Reason">10 to 500 characters, without data of persons.</param>
internal sealed record TaskResolution(string Reason);

/// <summary>Ends a task with a reason. What payroll should have sent it sends in a file; this changes no booking.</summary>
internal sealed class ResolvePayrollTask(PayrollTaskStore tasks, ErrorCatalogue texts, TimeProvider time)
{
    private const int ShortestReason = 10;
    private const int LongestReason = 500;

    internal static void Map(RouteGroupBuilder payroll) =>
        payroll
            .MapPost($"{ListPayrollTasks.Route}/{{id}}/resolution", HandleAsync)
            .RequireStaff(PayrollTaskStore.Officer)
            .RequireIdempotencyKey()
            .WithSummary("Cierra una diferencia con planilla y dice por qué.")
            .WithName("ResolvePayrollTask");

    private static async Task<Results<Ok<PayrollTaskView>, ProblemResult>> HandleAsync(
        string id,
        TaskResolution resolution,
        IdempotentCommand command,
        ClaimsPrincipal officer,
        ResolvePayrollTask slice,
        CancellationToken cancellation
    ) => (await slice.ResolveAsync(id, resolution, command.Identity, officer.Identity!.Name!, cancellation)).ToOk();

    private async Task<Result<PayrollTaskView>> ResolveAsync(
        string id,
        TaskResolution resolution,
        CommandIdentity command,
        string officer,
        CancellationToken cancellation
    )
    {
        var reason = resolution.Reason?.Trim() ?? "";
        if (reason.Length is < ShortestReason or > LongestReason)
        {
            return PayrollErrors.ReasonMissing;
        }

        if (await tasks.FindAsync(id, cancellation) is not { } task)
        {
            return PayrollErrors.TaskNotFound;
        }

        var now = time.GetUtcNow();
        var resolved = await tasks.ResolveAsync(task, new PayrollResolution(officer, reason, now), command, cancellation);
        return resolved.Then<PayrollTaskView>(done => PayrollTaskView.Of(done, texts, now));
    }
}
