using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights;

/// <summary>Somebody of the fund looked at the member's data.</summary>
/// <param name="Officer">The officer's number in the directory of staff.</param>
/// <param name="Purpose">The operation that showed the data.</param>
/// <param name="PurposeText">The same for people.</param>
internal sealed record AccessLogEntry(DateTimeOffset At, string Officer, string Purpose, string PurposeText);

/// <summary>Who saw the member's data, and for what (Law 29733): out of the member's own event chain, which nobody can rewrite.</summary>
internal sealed class GetAccessLog(AggregateStore store, IEnumerable<IStaffLooks> elsewhere, OperationPolicies policies)
{
    private const int Page = 500;

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/me/access-log", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra quién vio tus datos y para qué.")
            .WithName("GetAccessLog");

    private static async Task<Ok<AccessLogEntry[]>> HandleAsync(CurrentMember member, GetAccessLog slice, CancellationToken cancellation) =>
        TypedResults.Ok(await slice.ReadAsync(member.MemberId, cancellation));

    /// <summary>Newest first, whatever chain the look is in.</summary>
    internal async Task<AccessLogEntry[]> ReadAsync(string memberId, CancellationToken cancellation)
    {
        var looks = await OwnAsync(memberId, cancellation);
        foreach (var context in elsewhere)
        {
            var seen = await context.OfAsync(memberId, cancellation);
            looks.AddRange(seen.Select(look => Entry(look.At, look.Officer, look.Purpose)));
        }

        return [.. looks.OrderByDescending(look => look.At)];
    }

    private async Task<List<AccessLogEntry>> OwnAsync(string memberId, CancellationToken cancellation)
    {
        var looks = new List<AccessLogEntry>();
        for (var after = 0L; ; )
        {
            var events = await store.ReadEventsAsync(MemberStore.Kind, memberId, after, Page, cancellation);
            looks.AddRange(events.Where(happened => happened.Type == MemberEvents.Viewed.Type).Select(Entry));
            if (events.Count < Page)
            {
                return looks;
            }

            after = events[^1].Sequence;
        }
    }

    private AccessLogEntry Entry(StoredEvent happened)
    {
        var look = MemberEvents.Viewed.Read(happened);
        return Entry(happened.Time, look.Officer, look.Purpose);
    }

    private AccessLogEntry Entry(DateTimeOffset at, string officer, string purpose) =>
        new(
            at,
            officer,
            purpose,
            LookWords.TextOf(purpose) ?? (policies.For(purpose) is { IsSuccess: true } row ? row.Value.Name : purpose)
        );
}
