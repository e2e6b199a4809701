using System.Text.Json.Serialization;
using Serverless.App.Benefits.Claimants;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Members;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Officers;
using Serverless.App.Benefits.Progress;
using Serverless.App.Benefits.Timeline;
using Serverless.Platform.Hosting;

namespace Serverless.App.Benefits;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MoneyInCentimos)]
)]
[JsonSerializable(typeof(BenefitClaim))]
[JsonSerializable(typeof(ClaimBook))]
[JsonSerializable(typeof(ClaimPayee))]
[JsonSerializable(typeof(ClaimChanged))]
[JsonSerializable(typeof(ClaimDue))]
[JsonSerializable(typeof(Liquidation))]
[JsonSerializable(typeof(BankAnswerSetAside))]
[JsonSerializable(typeof(ClaimOpened))]
[JsonSerializable(typeof(ClaimPaid))]
[JsonSerializable(typeof(MemberDeathReported))]
[JsonSerializable(typeof(LiquidationInput))]
[JsonSerializable(typeof(ClaimStepInput))]
[JsonSerializable(typeof(ClaimPlan))]
[JsonSerializable(typeof(ClaimWish))]
[JsonSerializable(typeof(ClaimView))]
[JsonSerializable(typeof(ClaimView[]))]
[JsonSerializable(typeof(DocumentAnnouncement))]
[JsonSerializable(typeof(DocumentUploadView))]
[JsonSerializable(typeof(AccountCorrection))]
[JsonSerializable(typeof(ClaimTimeline))]
[JsonSerializable(typeof(OfficerClaimView))]
[JsonSerializable(typeof(Page<WorkItemView>))]
[JsonSerializable(typeof(DocumentsSentBack))]
[JsonSerializable(typeof(ClaimRefusal))]
[JsonSerializable(typeof(CourtOrderNotice))]
[JsonSerializable(typeof(BeneficiaryList))]
[JsonSerializable(typeof(PayeeDetails))]
[JsonSerializable(typeof(AppealDecision))]
[JsonSerializable(typeof(DeathReport))]
[JsonSerializable(typeof(ClaimBeforeDeath))]
[JsonSerializable(typeof(Claimant))]
[JsonSerializable(typeof(ClaimantPerson))]
[JsonSerializable(typeof(ClaimantChanged))]
[JsonSerializable(typeof(ClaimantWish))]
[JsonSerializable(typeof(ClaimantAsked))]
[JsonSerializable(typeof(ClaimantPhone))]
[JsonSerializable(typeof(Page<WaitingClaimant>))]
[JsonSerializable(typeof(BoundClaimant))]
[JsonSerializable(typeof(ClaimantEntry))]
[JsonSerializable(typeof(ClaimantCode))]
[JsonSerializable(typeof(ClaimantCodeAsked))]
[JsonSerializable(typeof(ClaimantEntered))]
internal sealed partial class BenefitsJson : JsonSerializerContext;
