using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Asking;

/// <summary>A step that was taken, in a member's words.</summary>
internal sealed record TimelineStep(DateTimeOffset At, string Status, string StatusText);

/// <summary>The member's own requests, one of them, and what happened to it.</summary>
internal sealed class GetRequests(RequestStore requests, RequestAnswers answers, RequestPricing pricing)
{
    internal static void Map(RouteGroupBuilder credits)
    {
        credits.MapGet("/requests", ListAsync).RequireMember().WithSummary("Lista tus solicitudes de crédito.").WithName("ListRequests");
        credits
            .MapGet("/requests/{id}", GetAsync)
            .RequireMember()
            .WithSummary("Muestra tu solicitud y lo que puedes hacer ahora.")
            .WithName("GetRequest");
        credits
            .MapGet("/requests/{id}/timeline", TimelineAsync)
            .RequireMember()
            .WithSummary("Muestra los pasos de tu solicitud.")
            .WithName("GetRequestTimeline");
    }

    private static async Task<Results<Ok<Page<RequestView>>, ProblemResult>> ListAsync(
        HttpRequest http,
        CurrentMember member,
        GetRequests slice,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(http);
        return page.Error is { } wrong ? wrong.ToProblem() : TypedResults.Ok(await slice.PageAsync(member, page.Value, cancellation));
    }

    private static async Task<Results<Ok<RequestView>, ProblemResult>> GetAsync(
        string id,
        CurrentMember member,
        HttpResponse response,
        GetRequests slice,
        CancellationToken cancellation
    ) => await slice.ReadAsync(id, member, response, cancellation);

    private static async Task<Results<Ok<TimelineStep[]>, ProblemResult>> TimelineAsync(
        string id,
        CurrentMember member,
        GetRequests slice,
        CancellationToken cancellation
    ) => (await slice.StepsAsync(id, member.MemberId, cancellation)).ToOk();

    private async Task<Results<Ok<RequestView>, ProblemResult>> ReadAsync(
        string id,
        CurrentMember member,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var known = await requests.FindOwnAsync(member.MemberId, id, cancellation);
        return await answers.OkAsync(known is null ? RequestErrors.NotFound : known, null, response, cancellation);
    }

    private async Task<Page<RequestView>> PageAsync(CurrentMember member, PageRequest page, CancellationToken cancellation)
    {
        var entries = await requests.OfMemberAsync(member.MemberId, page.After, page.Limit, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => requests.FindAsync(entry.Subject, cancellation)));
        var views = await Task.WhenAll(found.OfType<KnownRequest>().Select(known => pricing.ViewAsync(known.Request, cancellation)));
        return new(views, entries.Count == page.Limit ? PageRequest.CursorFor(entries[^1].Key) : null);
    }

    private async Task<Result<TimelineStep[]>> StepsAsync(string id, string memberId, CancellationToken cancellation)
    {
        if (await requests.FindOwnAsync(memberId, id, cancellation) is null)
        {
            return RequestErrors.NotFound;
        }

        var words = Enum.GetValues<RequestStatus>().ToDictionary(RequestWords.CodeOf, RequestWords.TextOf);
        var story = await requests.StoryAsync(id, cancellation);
        return story.Select(step => new TimelineStep(step.At, step.Moved.To, words[step.Moved.To])).ToArray();
    }
}
