using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>
/// Requests of one member, partition <c>rights-{member}</c>; what they say of the person is sealed under the member's own key, so that
/// erasure reaches them too.
/// </summary>
internal sealed class RightsStore(AggregateStore store, CommandRunner runner)
{
    internal static readonly AggregateKind<RightsBook> Kind = new("Membership", "membership.rights", MembershipJson.Default.RightsBook);

    internal static string IdOf(string memberId) => $"rights-{memberId}";

    internal async Task<RightsBook> ReadAsync(string memberId, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, IdOf(memberId), cancellation)).State ?? new RightsBook(memberId, []);

    /// <summary>The sealed part of a request; null after erasure.</summary>
    internal async Task<RightsWords?> WordsAsync(KnownMember member, string requestId, CancellationToken cancellation)
    {
        var (_, rows) = await store.ReadWithPersonalAsync(Kind, IdOf(member.State.Id), cancellation);
        return member.Key is { } key && rows.FirstOrDefault(row => row.Name == RowOf(requestId)) is { Sealed.IsEmpty: false } row
            ? key.Reveal(row, MembershipJson.Default.RightsWords)
            : null;
    }

    internal static PersonalRow Seal(PersonalKey key, string requestId, RightsWords words) =>
        key.Seal(RowOf(requestId), words, MembershipJson.Default.RightsWords);

    internal async Task<Result<RightsBook>> ChangeAsync(
        string memberId,
        CommandIdentity command,
        Func<RightsBook, Result<Commit<RightsBook>>> decide,
        CancellationToken cancellation
    )
    {
        var changed = await runner.RunAsync(
            Kind,
            IdOf(memberId),
            command,
            before => decide(before.State ?? new RightsBook(memberId, [])),
            cancellation
        );
        return changed.Error is { } refused ? refused : changed.Value.State ?? await ReadAsync(memberId, cancellation);
    }

    private static string RowOf(string requestId) => $"right{requestId.Replace("-", "", StringComparison.Ordinal)}";
}
