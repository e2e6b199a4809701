using System.Collections.Immutable;
using Serverless.App.Credits.Products;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests;

/// <summary>What may happen to a request, decided from the request alone. Who may decide it is the policy table's word.</summary>
internal static class RequestRules
{
    /// <summary>It ended without money and nobody can ask for another look: nothing has the fund keep whom it named.</summary>
    internal static bool MayBeForgotten(CreditRequest request, DateTimeOffset now) =>
        MayStillBeForgotten(request)
        && (
            request.Status is RequestStatus.Withdrawn or RequestStatus.Expired
            || (request.Status == RequestStatus.Declined && (request.Reviewed || request.ExpiresAt <= now))
        );

    /// <summary>No money has moved: what still runs may come to nothing.</summary>
    internal static bool MayStillBeForgotten(CreditRequest request) =>
        request is { LoanId: null, Payout: null or { PaidOn: null } } && request.Lines.All(line => line.PaidOn is null);

    internal static Result<RequestWalk> Start(CreditRequest wished, Product product, string by, DateTimeOffset now) =>
        RequestWalk
            .From(
                wished with
                {
                    Product = product.Code,
                    ProductVersion = product.Version,
                    ExpiresAt = now + TimeSpan.FromDays(product.Row.RequestDays),
                },
                by,
                now
            )
            .Step(RequestStep.Start)
            .Then(walk => walk.Step(RequestStep.Simulate));

    internal static Result<RequestWalk> Submit(CreditRequest request, DateTimeOffset now) =>
        InTime(request, now)
            .Then(_ => RequestWalk.From(request, RequestWalk.Member, now).Step(RequestStep.Submit))
            .Then(walk => walk.Step(RequestStep.Check))
            .Then<RequestWalk>(walk => walk.With(after => Taken(after, new Duty("requester", after.MemberId))));

    /// <summary>The member wants a person to look at an automated refusal; once.</summary>
    internal static Result<RequestWalk> AskReview(CreditRequest request, DateTimeOffset now) =>
        request.Reviewed ? RequestErrors.ReviewedAlready
        : InTime(request, now).Error is { } late ? late
        : RequestWalk.From(request, RequestWalk.Member, now).Step(RequestStep.AskReview);

    /// <summary>An officer's word on a request that waits for a person.</summary>
    internal static Result<RequestWalk> DecideReview(CreditRequest request, bool approve, string officer, DateTimeOffset now) =>
        SeparationOfDuties
            .Check(request.Duties, new Duty("reviewer", officer))
            .Then(_ =>
                RequestWalk
                    .From(request, officer, now)
                    .Step(approve ? RequestStep.Preapprove : RequestStep.Decline, approve ? null : DeclineCodes.Officer)
            )
            .Then<RequestWalk>(walk =>
                walk.With(after =>
                    Taken(after, new Duty("reviewer", officer)) with
                    {
                        Reviewed = true,
                        Reasons = approve ? [] : [new DeclineReason(DeclineCodes.Officer)],
                    }
                )
            );

    /// <summary>Face and terms, in one act of the member.</summary>
    internal static Result<RequestWalk> Accept(CreditRequest request, AcceptedTerms accepted, DateTimeOffset now) =>
        InTime(request, now)
            .Then(_ => RequestWalk.From(request, RequestWalk.Member, now).Step(RequestStep.VerifyIdentity))
            .Then(walk => walk.Step(RequestStep.AcceptTerms, accepted.Hash))
            .Then<RequestWalk>(walk => walk.With(after => after with { Accepted = accepted }));

    /// <summary>The contract was signed with its code: the money goes on its way, or a second officer is asked (row D08).</summary>
    internal static Result<RequestWalk> Sign(
        CreditRequest request,
        string sha256,
        DateTimeOffset signedAt,
        Money limit,
        DateTimeOffset now
    ) =>
        request.Accepted is not { } accepted || accepted.DocumentSha256 != sha256
            ? RequestMoves.NotAllowed(request.Status)
            : RequestWalk
                .From(request, RequestWalk.Member, now)
                .Step(RequestStep.ConfirmCode)
                .Then(walk => walk.Step(RequestStep.SignContract, sha256))
                .Then(walk =>
                    accepted.Terms.Amount > limit
                        ? walk.Step(RequestStep.AskSecond)
                        : walk.Step(RequestStep.Release).Then<RequestWalk>(released => NextRound(released))
                )
                .Then<RequestWalk>(walk => walk.With(after => after with { Accepted = accepted with { SignedAt = signedAt } }));

    /// <summary>The second officer: neither the member nor whoever reviewed it.</summary>
    internal static Result<RequestWalk> DecideSecond(CreditRequest request, bool approve, string officer, DateTimeOffset now) =>
        SeparationOfDuties
            .Check(request.Duties, new Duty("approver", officer))
            .Then(_ =>
                RequestWalk
                    .From(request, officer, now)
                    .Step(approve ? RequestStep.Release : RequestStep.Decline, approve ? null : DeclineCodes.Officer)
            )
            .Then<RequestWalk>(walk =>
                (
                    approve
                        ? NextRound(walk)
                        : walk.With(after => after with { Reviewed = true, Reasons = [new DeclineReason(DeclineCodes.Officer)] })
                ).With(after => Taken(after, new Duty("approver", officer)))
            );

    /// <summary>A corrected account after the bank refused: the unpaid payments are asked for again under the next number.</summary>
    internal static Result<RequestWalk> Retry(CreditRequest request, DateTimeOffset now) =>
        RequestWalk
            .From(request, RequestWalk.Member, now)
            .Step(RequestStep.Retry)
            .Then<RequestWalk>(walk =>
                NextRound(walk)
                    .With(after =>
                        after with
                        {
                            PaymentReason = null,
                            // Nothing has left: payroll is asked again and the sums are worked out anew.
                            Payout = after.Lines.Any(line => line.Status != LineStatus.Pending) ? after.Payout : null,
                            Attempt = after.Attempt + 1,
                            Lines =
                            [
                                .. after.Lines.Select(line =>
                                    line.Status == LineStatus.Pending ? line with { Attempt = line.Attempt + 1 } : line
                                ),
                            ],
                        }
                    )
            );

    /// <returns>The walk, or <c>credits.money-left</c> when a creditor has been paid.</returns>
    internal static Result<RequestWalk> Withdraw(CreditRequest request, DateTimeOffset now) =>
        request.Lines.Any(line => line.Status != LineStatus.Pending)
            ? RequestErrors.MoneyLeft
            : RequestWalk.From(request, RequestWalk.Member, now).Step(RequestStep.Withdraw);

    /// <summary>Time is up; money that left keeps a request alive.</summary>
    internal static Result<RequestWalk> Expire(CreditRequest request, DateTimeOffset now) =>
        request.Lines.Any(line => line.Status != LineStatus.Pending)
            ? RequestErrors.MoneyLeft
            : RequestWalk.From(request, RequestWalk.System, now).Step(RequestStep.Expire);

    private static RequestWalk NextRound(RequestWalk walk) => walk.With(after => after with { Round = after.Round + 1 });

    private static CreditRequest Taken(CreditRequest request, Duty duty) =>
        request.Duties.Contains(duty) ? request : request with { Duties = request.Duties.Add(duty) };

    /// <summary>Its time may be over though no message has said so yet.</summary>
    private static Result<Done> InTime(CreditRequest request, DateTimeOffset now) =>
        request.ExpiresAt <= now && RequestMoves.Allowed(request.Status).Contains(RequestStep.Expire)
            ? Error.Conflict("credits.request-overdue")
            : Done.Value;
}
