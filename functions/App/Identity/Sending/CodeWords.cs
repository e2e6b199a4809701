using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Sessions;
using Serverless.Platform.Authorization;

namespace Serverless.App.Identity.Sending;

/// <summary>What is written or said to whom a code belongs; the code is computed anew (decision 23) and lives no longer than the message.</summary>
internal sealed class CodeWords(OtpCode codes, OtpOptions options, OperationPolicies policies)
{
    internal string Text(Account account, OtpChallenge challenge) =>
        IsAsleep(account, challenge) ? CodeText.NotActivated : CodeText.Of(challenge, Act(challenge), codes.Of(challenge), options.Life);

    internal string Speech(Account account, OtpChallenge challenge) =>
        IsAsleep(account, challenge) ? CodeText.NotActivated : CodeSpeech.Of(challenge, Act(challenge), codes.Of(challenge), options.Life);

    private static bool IsAsleep(Account account, OtpChallenge challenge) =>
        challenge.Operation == StartSession.SignInOperation && account.ActivatedAt is null;

    private string Act(OtpChallenge challenge) =>
        policies.For(challenge.Operation) is { IsSuccess: true } policy ? policy.Value.Name : challenge.Operation;
}
