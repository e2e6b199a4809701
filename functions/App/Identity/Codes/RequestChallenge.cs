using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Codes;

/// <summary>The act that a code is wanted for.</summary>
/// <param name="Operation">As the policy table names it.</param>
/// <param name="Parts">Everything the act consists of, in the order that its route documents: subject, amount, document hash.</param>
/// <param name="Channel"><c>Voice</c> has the code said by a call; absent, it comes as a text.</param>
internal sealed record WantedAct(string Operation, IReadOnlyList<string> Parts, OtpChannel? Channel = null);

/// <summary>How a code is to come when it is asked for again.</summary>
/// <param name="Channel"><c>Sms</c> or <c>Voice</c>; absent, the one it went by last.</param>
internal sealed record ResendWish(OtpChannel? Channel);

/// <summary>Sends a code that authorises one act of the signed-in member and no other (row D11).</summary>
internal sealed class RequestChallenge(IdentityStore store, CodeRequests codes, OperationPolicies policies)
{
    private const int MostParts = 16;
    private const int LongestPart = 256;

    internal static void Map(RouteGroupBuilder identity)
    {
        identity
            .MapPost("/challenges", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Pide un código para confirmar un trámite.")
            .WithName("RequestChallenge");
        identity
            .MapPost("/challenges/{id}/resend", HandleResendAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Pide otra vez el código de un trámite.")
            .WithName("ResendChallenge");
    }

    private static async Task<Results<Accepted<CodeOnItsWay>, ProblemResult>> HandleAsync(
        WantedAct act,
        CurrentMember member,
        IdempotentCommand command,
        RequestChallenge slice,
        CancellationToken cancellation
    ) => (await slice.RequestAsync(act, member, command.Identity, cancellation)).ToAccepted(Address);

    private static async Task<Results<Accepted<CodeOnItsWay>, ProblemResult>> HandleResendAsync(
        string id,
        ResendWish? wish,
        CurrentMember member,
        IdempotentCommand command,
        RequestChallenge slice,
        CancellationToken cancellation
    ) => (await slice.ResendAsync(id, wish?.Channel, member, command.Identity, cancellation)).ToAccepted(Address);

    internal async Task<Result<CodeOnItsWay>> RequestAsync(
        WantedAct act,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var policy = policies.For(act.Operation);
        if (policy is not { IsSuccess: true, Value: { Code: true, Who: "member" } })
        {
            return OtpErrors.OperationUnknown;
        }

        if (!AreParts(act.Parts))
        {
            return OtpErrors.PartsInvalid;
        }

        var challengeId = store.ChallengeOf(member.MemberId, command.CommandId);
        var wanted = new Act(act.Operation, OperationHash.Of(act.Parts));
        var request = new CodeRequest(store.AccountOf(member.MemberId), member.MemberId, challengeId, member.Device, wanted)
        {
            Target = policy.Value.CodeTo == OperationPolicy.ToProposedPhone ? OtpTarget.ProposedPhone : OtpTarget.Phone,
            Channel = act.Channel ?? OtpChannel.Sms,
            Subject = ActSubject.Of(policy.Value.Says, act.Parts),
        };
        return await codes.IssueAsync(request, command, cancellation);
    }

    internal Task<Result<CodeOnItsWay>> ResendAsync(
        string id,
        OtpChannel? channel,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var account = store.AccountOf(member.MemberId);
        return codes.ResendAsync(id, code => code.AccountId == account && code.Device == member.Device, channel, command, cancellation);
    }

    /// <summary>Whether an act can consist of these.</summary>
    internal static bool AreParts(IReadOnlyList<string>? parts) =>
        parts is { Count: > 0 and <= MostParts } && parts.All(part => part is { Length: <= LongestPart });

    private static string Address(CodeOnItsWay code) => $"/api/v1/identity/challenges/{code.ChallengeId}";
}
