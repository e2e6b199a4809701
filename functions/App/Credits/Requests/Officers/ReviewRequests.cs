using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Requests.Asking;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Officers;

/// <summary>An officer's word.</summary>
internal sealed record OfficerDecision(bool Approve);

/// <summary>What waits for a person: reviews and second approvals (rows D08, D29). Nobody decides twice on the same request.</summary>
internal sealed class ReviewRequests(
    RequestStore requests,
    RequestPricing pricing,
    RequestAnswers answers,
    MemberAccess access,
    TimeProvider time
)
{
    private const string Role = "credit-officer";
    private const string Route = "/backoffice/requests";

    internal static void Map(RouteGroupBuilder credits)
    {
        credits
            .MapGet(Route, ListAsync)
            .RequireStaff(Role)
            .WithSummary("Lista las solicitudes que esperan a una persona.")
            .WithName("ListWaitingRequests");
        credits
            .MapPost(
                $"{Route}/{{id}}/review",
                (
                    string id,
                    OfficerDecision decision,
                    ClaimsPrincipal officer,
                    IdempotentCommand command,
                    HttpResponse response,
                    ReviewRequests slice,
                    CancellationToken c
                ) => slice.DecideAsync(id, RequestRules.DecideReview, decision, officer, command, response, c)
            )
            .RequireStaff(Role)
            .RequireIdempotencyKey()
            .WithSummary("Decide sobre una solicitud que revisa una persona.")
            .WithName("DecideRequestReview");
        credits
            .MapPost(
                $"{Route}/{{id}}/approval",
                (
                    string id,
                    OfficerDecision decision,
                    ClaimsPrincipal officer,
                    IdempotentCommand command,
                    HttpResponse response,
                    ReviewRequests slice,
                    CancellationToken c
                ) => slice.DecideAsync(id, RequestRules.DecideSecond, decision, officer, command, response, c)
            )
            .RequireStaff(Role)
            .RequireIdempotencyKey()
            .WithSummary("Aprueba el desembolso de un crédito firmado sobre el límite.")
            .WithName("ApproveDisbursement");
    }

    private static async Task<Results<Ok<Page<RequestView>>, ProblemResult>> ListAsync(
        HttpRequest http,
        ClaimsPrincipal officer,
        ReviewRequests slice,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(http);
        return page.Error is { } wrong
            ? wrong.ToProblem()
            : TypedResults.Ok(await slice.PageAsync(page.Value, officer.Identity!.Name!, cancellation));
    }

    private async Task<Page<RequestView>> PageAsync(PageRequest page, string officer, CancellationToken cancellation)
    {
        var entries = await requests.OpenAsync(page.After, page.Limit, cancellation);
        var waiting = new List<RequestView>();
        foreach (var entry in entries)
        {
            if (await requests.FindAsync(entry.Subject, cancellation) is not { Request: var request })
            {
                continue;
            }

            if (request.Status is RequestStatus.Review or RequestStatus.SecondApproval)
            {
                // That the officer looked is in the member's chain before the answer.
                if ((await access.RecordAsync(request.MemberId, officer, "credits.list-waiting-requests", cancellation)).Error is not null)
                {
                    continue;
                }

                waiting.Add(await pricing.ViewAsync(request, cancellation));
            }
            else if (request.Status is RequestStatus.LoanOpen or RequestStatus.Withdrawn or RequestStatus.Expired)
            {
                await requests.UnlistAsync(request, cancellation);
            }
        }

        return new(waiting, entries.Count == page.Limit ? PageRequest.CursorFor(entries[^1].Key) : null);
    }

    private async Task<Results<Ok<RequestView>, ProblemResult>> DecideAsync(
        string id,
        Func<CreditRequest, bool, string, DateTimeOffset, Result<RequestWalk>> decide,
        OfficerDecision decision,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var decided = await DecideAsync(id, decide, decision.Approve, officer.Identity!.Name!, command.Identity, cancellation);
        return await answers.OkAsync(decided, command, response, cancellation);
    }

    internal async Task<Result<KnownRequest>> DecideAsync(
        string id,
        Func<CreditRequest, bool, string, DateTimeOffset, Result<RequestWalk>> decide,
        bool approve,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        return await requests.FindAsync(id, cancellation) is null
            ? RequestErrors.NotFound
            : await requests.ChangeAsync(id, command, before => decide(before, approve, officer, now), cancellation);
    }
}
