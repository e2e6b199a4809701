using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Codes;

/// <summary>How a code is getting on: what a screen shows while nothing has arrived.</summary>
/// <param name="State"><c>Issued</c>, <c>Verified</c>, <c>Superseded</c>; <c>Expired</c> and <c>Locked</c> are issued ones that are of no use any more.</param>
/// <param name="Delivery">What the phone network says: <c>Pending</c>, <c>Sent</c>, <c>Delivered</c>, <c>Undelivered</c>.</param>
/// <param name="Channel">How it was sent last: a text that does not arrive becomes a call.</param>
/// <param name="PhoneMasked">Where it went; null until it was sent.</param>
/// <param name="ResendFrom">When it may be asked again, UTC; null when it may not.</param>
internal sealed record ChallengeView(
    string ChallengeId,
    string Operation,
    string State,
    OtpDelivery Delivery,
    OtpChannel Channel,
    string? PhoneMasked,
    int AttemptsLeft,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? ResendFrom
)
{
    internal static ChallengeView Of(OtpChallenge challenge, DateTimeOffset now, OtpOptions options)
    {
        var expires = challenge.SentAt + options.Life;
        var locked = OtpChallengeRules.IsLocked(challenge, options);
        var state =
            challenge.State != OtpState.Issued ? challenge.State.ToString()
            : locked ? "Locked"
            : now >= expires ? "Expired"
            : nameof(OtpState.Issued);
        var mayResend = challenge.State == OtpState.Issued && !locked && challenge.Resends < options.Resends;
        return new(
            challenge.Id,
            challenge.Operation,
            state,
            challenge.Delivery,
            challenge.Channel,
            challenge.PhoneMasked,
            Math.Max(0, options.Attempts - challenge.AttemptsSpent),
            expires,
            mayResend ? challenge.SentAt + options.ResendAfter : null
        );
    }
}

/// <summary>
/// The address that asking for a code answers with. For codes of acts only: what became of a sign-in code would tell whether a DNI is known
/// (decision 24).
/// </summary>
internal sealed class GetChallenge(IdentityStore store, OtpOptions options, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/challenges/{id}", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra cómo va el código de un trámite.")
            .WithName("GetChallenge");

    private static async Task<Results<Ok<ChallengeView>, ProblemResult>> HandleAsync(
        string id,
        CurrentMember member,
        GetChallenge slice,
        CancellationToken cancellation
    ) => (await slice.GetAsync(id, member, cancellation)).ToOk();

    internal async Task<Result<ChallengeView>> GetAsync(string id, CurrentMember member, CancellationToken cancellation)
    {
        var challenge = await store.FindAsync(IdentityStore.Challenges, id, cancellation);
        return challenge is not null && challenge.AccountId == store.AccountOf(member.MemberId) && challenge.Device == member.Device
            ? ChallengeView.Of(challenge, time.GetUtcNow(), options)
            : OtpErrors.NotFound;
    }
}
