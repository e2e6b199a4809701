using System.Collections.Immutable;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests;

/// <summary>A step of a request in its chain.</summary>
/// <param name="By"><c>member</c>, <c>system</c>, or the officer's subject.</param>
/// <param name="Reason">A code.</param>
internal sealed record RequestMoved(string RequestId, string MemberId, string From, string To, string By, string? Reason);

/// <summary>One decision about a request: the steps it takes, each an event, and the state at the end.</summary>
internal sealed record RequestWalk(CreditRequest Request, ImmutableArray<RequestMoved> Moves, string By, DateTimeOffset Now)
{
    internal const string Member = "member";
    internal const string System = "system";

    internal static RequestWalk From(CreditRequest request, string by, DateTimeOffset now) => new(request, [], by, now);

    /// <returns>The walk one step on, or <c>credits.request-step-not-allowed</c>.</returns>
    internal Result<RequestWalk> Step(RequestStep step, string? reason = null) =>
        RequestMoves
            .Next(Request.Status, step)
            .Then<RequestWalk>(next =>
                this with
                {
                    Request = Request with { Status = next, Since = Now },
                    Moves = Moves.Add(
                        new RequestMoved(
                            Request.Id,
                            Request.MemberId,
                            RequestWords.CodeOf(Request.Status),
                            RequestWords.CodeOf(next),
                            By,
                            reason
                        )
                    ),
                }
            );

    internal RequestWalk With(Func<CreditRequest, CreditRequest> change) => this with { Request = change(Request) };

    /// <summary>Whether this decision reached the status.</summary>
    internal bool Reached(RequestStatus status) => Moves.Any(move => move.To == RequestWords.CodeOf(status));

    internal IReadOnlyList<NewEvent> Events => [.. Moves.Select(RequestEvents.Moved.With)];
}
