using System.Collections.Immutable;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>What a member may ask about their data beside the copy, which they get at once.</summary>
internal enum RightKind
{
    Rectification,
    Erasure,

    /// <summary>Against a use of the data.</summary>
    Opposition,
}

/// <summary>How far the answer is.</summary>
internal enum RightsStatus
{
    Open,

    /// <summary>One officer has decided; another must agree.</summary>
    Proposed,
    Granted,
    Refused,
}

/// <summary>What one officer would answer.</summary>
/// <param name="Reason">The officer's words, which the member reads.</param>
internal sealed record RightsProposal(string Officer, bool Grants, string Reason, DateTimeOffset At);

/// <summary>One request; what it says of the person is in the sealed row <c>right{id}</c>.</summary>
/// <param name="Field">What is to be corrected, see <see cref="RightsFields"/>; null for other rights.</param>
/// <param name="DueOn">Last day in Lima for the answer.</param>
internal sealed record RightsRequest(string Id, RightKind Kind, string? Field, DateTimeOffset AskedAt, DateOnly DueOn)
{
    public RightsStatus Status { get; init; }

    public RightsProposal? Proposal { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Codes of what was kept when the rest was erased.</summary>
    public IReadOnlyList<string>? Kept { get; init; }

    internal bool IsOpen => Status is RightsStatus.Open or RightsStatus.Proposed;
}

/// <summary>All requests of a member, in one partition.</summary>
internal sealed record RightsBook(string MemberId, ImmutableArray<RightsRequest> Requests)
{
    internal RightsRequest? Find(string id) => Requests.FirstOrDefault(request => request.Id == id);

    internal RightsBook With(RightsRequest changed) =>
        this with
        {
            Requests = [.. Requests.Select(request => request.Id == changed.Id ? changed : request)],
        };
}

/// <summary>The sealed part of a request.</summary>
/// <param name="Value">The right value of the field; null unless it is a rectification.</param>
/// <param name="Why">The member's words.</param>
internal sealed record RightsWords(string? Value, string Why)
{
    public override string ToString() => nameof(RightsWords);
}
