using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Voice;

namespace Serverless.App.Identity.Codes;

/// <summary>Somebody wants a code.</summary>
/// <param name="AccountId">Of a member, or of nobody.</param>
/// <param name="MemberId">Null for a DNI that is nobody's.</param>
/// <param name="ChallengeId">Follows from the command: asking twice with one key makes one code.</param>
internal sealed record CodeRequest(string AccountId, string? MemberId, string ChallengeId, string Device, Act Act)
{
    public OtpTarget Target { get; init; }

    public OtpChannel Channel { get; init; }

    /// <summary>With <see cref="OtpTarget.NewPhone"/>.</summary>
    public string? Recovery { get; init; }

    public string? Subject { get; init; }

    /// <summary>The officer who prepared the act for the member; null when the member asks alone.</summary>
    public string? PreparedBy { get; init; }
}

/// <summary>What the caller is told, whether the DNI is known or not.</summary>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="ResendAfterSeconds">From now, on the first answer.</param>
internal sealed record CodeOnItsWay(string ChallengeId, DateTimeOffset ExpiresAt, int ResendAfterSeconds);

/// <summary>
/// Issues codes: counts against the account's bucket, retires the code that this one replaces, writes the challenge whose event wakes
/// the sender. The same steps and the same calls for a known and an unknown DNI (decision 24).
/// </summary>
internal sealed class CodeRequests(IdentityStore store, OtpOptions options, VoiceOptions voice, TimeProvider time)
{
    internal async Task<Result<CodeOnItsWay>> IssueAsync(CodeRequest request, CommandIdentity command, CancellationToken cancellation)
    {
        if (!IsOffered(request.Channel))
        {
            return OtpErrors.VoiceNotOffered;
        }

        var counted = await store.StepAsync(IdentityStore.Accounts, request.AccountId, command, "count", Count, cancellation);
        if (counted.Error is { } refused)
        {
            return refused == StorageErrors.PreconditionFailed ? OtpErrors.Busy : refused;
        }

        if (counted.Value.Challenges.FirstOrDefault(open => open.ChallengeId == request.ChallengeId)?.Previous is { } previous)
        {
            await store.StepAsync(IdentityStore.Challenges, previous, command, "supersede", Supersede, cancellation);
        }

        var issued = await store.StepAsync(IdentityStore.Challenges, request.ChallengeId, command, "issue", Issue, cancellation);
        return issued.Then<CodeOnItsWay>(Answer);

        Result<Commit<Account>> Count(Account? account) =>
            AccountRules
                .CountCode(account ?? new Account(request.AccountId, request.MemberId), request.Device, time.GetUtcNow(), options)
                .Then<Commit<Account>>(within => new Commit<Account>(
                    AccountRules.Open(within, request.Act.Operation, request.Device, request.ChallengeId)
                ));

        Result<Commit<OtpChallenge>> Issue(OtpChallenge? challenge) =>
            challenge is not null ? OtpErrors.Used : Wake(New(request, time.GetUtcNow()));
    }

    /// <summary>Another code for the same act, if its time has come.</summary>
    /// <param name="channel">The caller's wish; null for the channel it went by last.</param>
    internal async Task<Result<CodeOnItsWay>> ResendAsync(
        string challengeId,
        Func<OtpChallenge, bool> isCallers,
        OtpChannel? channel,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (!IsOffered(channel ?? OtpChannel.Sms))
        {
            return OtpErrors.VoiceNotOffered;
        }

        var again = await store.StepAsync(IdentityStore.Challenges, challengeId, command, "resend", Resend, cancellation);
        return again.Then<CodeOnItsWay>(Answer);

        Result<Commit<OtpChallenge>> Resend(OtpChallenge? challenge) =>
            challenge is null || !isCallers(challenge)
                ? OtpErrors.NotFound
                : OtpChallengeRules.Resend(challenge, channel, time.GetUtcNow(), options).Then<Commit<OtpChallenge>>(Wake);
    }

    private bool IsOffered(OtpChannel channel) => channel == OtpChannel.Sms || voice.IsOffered;

    private static OtpChallenge New(CodeRequest request, DateTimeOffset now) =>
        new(request.ChallengeId, request.AccountId, request.Act.Operation, request.Act.Hash, request.Device, now)
        {
            Target = request.Target,
            Channel = request.Channel,
            Recovery = request.Recovery,
            Subject = request.Subject,
            PreparedBy = request.PreparedBy,
        };

    /// <summary>Keeps the challenge and wakes the sender.</summary>
    internal static Result<Commit<OtpChallenge>> Wake(OtpChallenge challenge) =>
        new Commit<OtpChallenge>(challenge)
        {
            Events = [IdentityEvents.ChallengeIssued.With(new ChallengeIssued(challenge.Id, challenge.Resends))],
        };

    private static Result<Commit<OtpChallenge>> Supersede(OtpChallenge? challenge) =>
        challenge is { State: OtpState.Issued } ? new Commit<OtpChallenge>(OtpChallengeRules.Supersede(challenge)) : OtpErrors.Used;

    private Result<CodeOnItsWay> Answer(OtpChallenge challenge) =>
        new CodeOnItsWay(challenge.Id, challenge.SentAt + options.Life, (int)options.ResendAfter.TotalSeconds);
}
