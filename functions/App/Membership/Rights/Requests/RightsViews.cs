namespace Serverless.App.Membership.Rights.Requests;

/// <summary>A request as the member sees it.</summary>
/// <param name="Right"><c>rectification</c>, <c>erasure</c> or <c>opposition</c>.</param>
/// <param name="Status"><c>Open</c>, <c>Proposed</c>, <c>Granted</c> or <c>Refused</c>.</param>
/// <param name="DueOn">Last day for the answer.</param>
/// <param name="Reason">The fund's words; null before the answer.</param>
/// <param name="Kept">What was not erased, and why.</param>
internal sealed record RightsRequestView(
    string Id,
    string Right,
    string? Field,
    RightsStatus Status,
    DateTimeOffset AskedAt,
    DateOnly DueOn,
    DateTimeOffset? DecidedAt,
    string? Reason,
    IReadOnlyList<KeptView> Kept
)
{
    internal static string Address(string id) => $"/api/v1/membership/me/rights-requests/{id}";

    /// <param name="kept">The rows of what this request left in place.</param>
    internal static RightsRequestView Of(RightsRequest request, IReadOnlyList<LegalHold> kept) =>
        new(
            request.Id,
            RightsRules.CodeOf(request.Kind),
            request.Field,
            request.Status,
            request.AskedAt,
            request.DueOn,
            request.DecidedAt,
            request.IsOpen ? null : request.Proposal?.Reason,
            [.. kept.Select(KeptView.Of)]
        );
}

/// <summary>Something that the law has the fund keep.</summary>
internal sealed record KeptView(string What, string Why, string Until)
{
    internal static KeptView Of(LegalHold hold) => new(hold.What, hold.Why, hold.Until);
}

/// <summary>The member's requests, and what an erasure would leave in place today.</summary>
/// <param name="Kept">Empty when everything would go.</param>
internal sealed record MyRightsView(IReadOnlyList<RightsRequestView> Requests, IReadOnlyList<KeptView> Kept);

/// <summary>A request as the officer who answers it sees it: with the data that it is about.</summary>
/// <param name="Now">What the register says today.</param>
/// <param name="Value">What the member says is right.</param>
/// <param name="Why">The member's words; null after erasure.</param>
/// <param name="ProposedGrant">What the first officer would answer; null before.</param>
internal sealed record RightsDeskView(
    string Id,
    string MemberId,
    string Right,
    string? Field,
    RightsStatus Status,
    DateTimeOffset AskedAt,
    DateOnly DueOn,
    string? Now,
    string? Value,
    string? Why,
    string? ProposedBy,
    bool? ProposedGrant,
    string? ProposedReason,
    IReadOnlyList<KeptView> Kept
);
