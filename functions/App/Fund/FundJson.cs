using System.Text.Json.Serialization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Adjustments;
using Serverless.App.Fund.Contributions;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Months;
using Serverless.App.Fund.Statements;
using Serverless.App.Fund.Uit;
using Serverless.Platform.Hosting;

namespace Serverless.App.Fund;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(IndividualAccount))]
[JsonSerializable(typeof(PostingMade))]
[JsonSerializable(typeof(AccountViewed))]
[JsonSerializable(typeof(Adjustment))]
[JsonSerializable(typeof(AdjustmentMoved))]
[JsonSerializable(typeof(AdjustmentWish))]
[JsonSerializable(typeof(AdjustmentRefusal))]
[JsonSerializable(typeof(AdjustmentView))]
[JsonSerializable(typeof(Page<AdjustmentView>))]
[JsonSerializable(typeof(ControlSums))]
[JsonSerializable(typeof(ContributionFile))]
[JsonSerializable(typeof(ContributionFileMoved))]
[JsonSerializable(typeof(ContributionsArrived))]
[JsonSerializable(typeof(FundRun))]
[JsonSerializable(typeof(FundRunMoved))]
[JsonSerializable(typeof(MyAccount))]
[JsonSerializable(typeof(AccountStatement))]
[JsonSerializable(typeof(WantedStatement))]
[JsonSerializable(typeof(IssuedStatement))]
[JsonSerializable(typeof(UitBook))]
[JsonSerializable(typeof(UitMoved))]
[JsonSerializable(typeof(UitWish))]
[JsonSerializable(typeof(UitProposalView))]
[JsonSerializable(typeof(UitView))]
internal sealed partial class FundJson : JsonSerializerContext;
