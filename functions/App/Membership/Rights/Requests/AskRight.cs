using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Due;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>What the member asks about their data.</summary>
/// <param name="Right"><c>rectification</c>, <c>erasure</c> or <c>opposition</c>.</param>
/// <param name="Field">With a rectification, what is wrong.</param>
/// <param name="Value">With a rectification, what is right.</param>
/// <param name="Why">10 to 500 letters.</param>
internal sealed record RightsWish(string? Right, string? Field, string? Value, string? Why)
{
    public override string ToString() => nameof(RightsWish);
}

/// <summary>Takes a request and starts its clock: working days of Lima from the day after, as the table of terms has them.</summary>
internal sealed class AskRight(
    RightsStore rights,
    MemberStore members,
    EffectiveDated<RightsTerms> terms,
    WorkingCalendar calendar,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/me/rights-requests", HandleAsync)
            .RequireMember()
            .RequireLiveSession()
            .RequireIdempotencyKey()
            .WithSummary("Pide que corrijamos o borremos tus datos, o te opones a un uso.")
            .WithName("AskRight");

    private static async Task<Results<Created<RightsRequestView>, ProblemResult>> HandleAsync(
        RightsWish wish,
        CurrentMember member,
        IdempotentCommand command,
        AskRight slice,
        CancellationToken cancellation
    ) =>
        (await slice.AskAsync(member.MemberId, wish, command.Identity, cancellation))
            .Then<RightsRequestView>(asked => RightsRequestView.Of(asked, []))
            .ToCreated(view => RightsRequestView.Address(view.Id));

    internal async Task<Result<RightsRequest>> AskAsync(
        string memberId,
        RightsWish wish,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (RightsRules.KindOf(wish.Right) is not { } kind)
        {
            return RightsRules.KindUnknown;
        }

        if (!RightsRules.IsReason(wish.Why))
        {
            return RightsRules.ReasonMissing;
        }

        var (field, value) = kind == RightKind.Rectification ? (wish.Field, wish.Value?.Trim()) : (null, null);
        if (kind == RightKind.Rectification && !(field is not null && value is not null && RightsFields.Fits(field, value)))
        {
            return RightsRules.FieldUnknown;
        }

        if (await members.ReadAsync(memberId, cancellation) is not { Key: { } key })
        {
            return MembershipErrors.MemberNotFound;
        }

        var now = time.GetUtcNow();
        var days = terms.At(LimaTime.DateOf(now)).Then<int>(row => row.WorkingDays[RightsRules.CodeOf(kind)]);
        if (days.Error is { } undated)
        {
            return undated;
        }

        var due = calendar.AddWorkingDays(LimaTime.DateOf(now), days.Value);
        var asked = new RightsRequest(command.CommandId, kind, field, now, due);
        var words = RightsStore.Seal(key, asked.Id, new RightsWords(value, wish.Why!.Trim()));
        var book = await rights.ChangeAsync(memberId, command, before => Decide(before, asked, words), cancellation);
        return book.Then<RightsRequest>(after => after.Find(asked.Id) is { } kept ? kept : RightsRules.NotFound);
    }

    private static Result<Commit<RightsBook>> Decide(RightsBook before, RightsRequest asked, PersonalRow words)
    {
        var moved = new RightsMoved(before.MemberId, asked.Id, RightsRules.CodeOf(asked.Kind), "member", null);
        var due = RightsEvents.AnswerDue.With(moved);
        return RightsRules
            .Ask(before, asked)
            .Then<Commit<RightsBook>>(after => new Commit<RightsBook>(after)
            {
                Events = [RightsEvents.Asked.With(moved)],
                Personal = [words],
                Due = [new DueWork(LimaTime.Instant(asked.DueOn), MembershipQueue.Name, due.Type, due.Version, due.Data)],
                Answer = new IdempotencyRecord(201, asked.Id),
            });
    }
}
