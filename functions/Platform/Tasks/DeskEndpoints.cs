using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Tasks;

/// <summary>How the officer sorted it out.</summary>
/// <param name="Reason">10 to 500 characters, without data of persons.</param>
public sealed record DeskReason(string Reason);

/// <summary>A context's desk over HTTP: what waits, oldest first, and how one task ends. Resolving changes no booking.</summary>
public static class DeskEndpoints
{
    private const string Route = "/backoffice/tasks";
    private const int ShortestReason = 10;
    private const int LongestReason = 500;

    /// <summary>The reason is too short, too long or missing.</summary>
    public static readonly Error ReasonMissing = Error.Unprocessable("platform.task-reason");

    /// <summary>Registers the desk under its context's name.</summary>
    public static IServiceCollection AddTaskDesk(this IServiceCollection services, DeskName name) =>
        services.AddKeyedSingleton(
            name.Context,
            (provider, _) =>
                new TaskDesk(
                    name,
                    provider.GetRequiredService<AggregateStore>(),
                    provider.GetRequiredService<CommandRunner>(),
                    provider.GetRequiredService<SortedLists>(),
                    provider.GetRequiredService<DerivedIds>()
                )
        );

    /// <summary>Maps the list and the resolution for the owning role.</summary>
    public static void MapTaskDesk(this RouteGroupBuilder context, DeskName name)
    {
        context
            .MapGet(Route, (HttpRequest request, CancellationToken cancellation) => ListAsync(name, request, cancellation))
            .RequireStaff(name.Owner)
            .WithSummary("Lista las diferencias que esperan a una persona, la más antigua primero.")
            .WithName($"List{name.Table}Tasks");
        context
            .MapPost(
                Route + "/{id}/resolution",
                (
                    string id,
                    DeskReason reason,
                    IdempotentCommand command,
                    ClaimsPrincipal officer,
                    HttpRequest request,
                    CancellationToken cancellation
                ) => ResolveAsync(name, id, reason, command, officer, request, cancellation)
            )
            .RequireStaff(name.Owner)
            .RequireIdempotencyKey()
            .WithSummary("Cierra una diferencia y dice por qué.")
            .WithName($"Resolve{name.Table}Task");
    }

    private static async Task<Results<Ok<Page<DeskTaskView>>, ProblemResult>> ListAsync(
        DeskName name,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        if (page.Error is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (texts, now) = Words(request);
        var (open, next) = await Desk(name, request).OpenPageAsync(page.Value.After, page.Value.Limit, cancellation);
        var views = open.Select(task => DeskTaskView.Of(task, texts, now));
        return TypedResults.Ok(new Page<DeskTaskView>([.. views], next is null ? null : PageRequest.CursorFor(next)));
    }

    private static async Task<Results<Ok<DeskTaskView>, ProblemResult>> ResolveAsync(
        DeskName name,
        string id,
        DeskReason given,
        IdempotentCommand command,
        ClaimsPrincipal officer,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var reason = given.Reason?.Trim() ?? "";
        if (reason.Length is < ShortestReason or > LongestReason)
        {
            return ReasonMissing.ToProblem();
        }

        var (texts, now) = Words(request);
        var resolution = new DeskResolution(officer.Identity!.Name!, reason, now);
        var ended = await Desk(name, request).ResolveAsync(id, resolution, command.Identity, cancellation);
        return ended.Then<DeskTaskView>(task => DeskTaskView.Of(task, texts, now)).ToOk();
    }

    private static TaskDesk Desk(DeskName name, HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredKeyedService<TaskDesk>(name.Context);

    private static (ErrorCatalogue Texts, DateTimeOffset Now) Words(HttpRequest request) =>
        (
            request.HttpContext.RequestServices.GetRequiredService<ErrorCatalogue>(),
            request.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()
        );
}

/// <summary>A task as the officer sees it.</summary>
/// <param name="Title">What is different, in words.</param>
/// <param name="Detail">What to do.</param>
/// <param name="AgeDays">Days in Lima since it came to light.</param>
public sealed record DeskTaskView(
    string Id,
    string Code,
    string Title,
    string Detail,
    string Owner,
    DateTimeOffset OpenedAt,
    int AgeDays,
    IReadOnlyDictionary<string, string> Facts,
    DateTimeOffset? ResolvedAt
)
{
    internal static DeskTaskView Of(DeskTask task, ErrorCatalogue texts, DateTimeOffset now)
    {
        var text = texts.For(task.Code, task.Facts);
        var age = LimaTime.DateOf(now).DayNumber - LimaTime.DateOf(task.OpenedAt).DayNumber;
        return new(task.Id, task.Code, text.Title, text.Detail, task.Owner, task.OpenedAt, age, task.Facts, task.Resolution?.At);
    }
}
