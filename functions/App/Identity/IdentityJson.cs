using System.Text.Json.Serialization;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Assistance;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Devices;
using Serverless.App.Identity.Linked;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Recovery;
using Serverless.App.Identity.Sessions;

namespace Serverless.App.Identity;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(OtpChallenge))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(AccountActivated))]
[JsonSerializable(typeof(ChallengeIssued))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(LostAccount))]
[JsonSerializable(typeof(RecoveryStep))]
[JsonSerializable(typeof(RecoveryDue))]
[JsonSerializable(typeof(LostPhone))]
[JsonSerializable(typeof(RecoveryCode))]
[JsonSerializable(typeof(RecoveryFace))]
[JsonSerializable(typeof(RecoveryShown))]
[JsonSerializable(typeof(RecoveryView))]
[JsonSerializable(typeof(RecoveryOutcome))]
[JsonSerializable(typeof(LoginChanged))]
[JsonSerializable(typeof(ProviderWish))]
[JsonSerializable(typeof(ProviderAddress))]
[JsonSerializable(typeof(ProviderReturn))]
[JsonSerializable(typeof(ProviderView[]))]
[JsonSerializable(typeof(LinkedLoginView))]
[JsonSerializable(typeof(LinkedLoginView[]))]
[JsonSerializable(typeof(CodeCall))]
[JsonSerializable(typeof(ResendWish))]
[JsonSerializable(typeof(ChallengeVerified))]
[JsonSerializable(typeof(GuessFailed))]
[JsonSerializable(typeof(DeviceRevoked))]
[JsonSerializable(typeof(SessionRevoked))]
[JsonSerializable(typeof(EndedSessionShown))]
[JsonSerializable(typeof(AssistanceBegun))]
[JsonSerializable(typeof(AssistanceWanted))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(SignInStarted))]
[JsonSerializable(typeof(SignInCode))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(Refresh))]
[JsonSerializable(typeof(SigningKeys))]
[JsonSerializable(typeof(IReadOnlyList<DeviceView>))]
[JsonSerializable(typeof(WantedAct))]
[JsonSerializable(typeof(CodeOnItsWay))]
[JsonSerializable(typeof(ChallengeView))]
internal sealed partial class IdentityJson : JsonSerializerContext;
