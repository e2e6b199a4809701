using System.Text.Json.Serialization;
using Serverless.App.Fund.Messages;

namespace Serverless.App.Fund;

/// <summary>The two shapes that the linked rules name; the whole context stands in functions/App/Fund.</summary>
[JsonSerializable(typeof(PostingMade))]
[JsonSerializable(typeof(AccountViewed))]
internal sealed partial class FundJson : JsonSerializerContext;
