// What the linked rules name of files that are not linked: the shapes for JSON, and the store that ControlTotals keeps its sums in.
// No test runs a store here; only what is pure is measured.
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Serverless.App.Benefits.Messages;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Uit;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund
{
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UseStringEnumConverter = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
    )]
    [JsonSerializable(typeof(PostingMade))]
    [JsonSerializable(typeof(AccountViewed))]
    [JsonSerializable(typeof(ControlSums))]
    [JsonSerializable(typeof(UitBook))]
    internal sealed partial class FundJson : JsonSerializerContext;

    internal static class FundModule
    {
        internal const string Table = "fund";
    }
}

namespace Serverless.App.Benefits
{
    [JsonSerializable(typeof(ClaimOpened))]
    [JsonSerializable(typeof(ClaimPaid))]
    [JsonSerializable(typeof(MemberDeathReported))]
    internal sealed partial class BenefitsJson : JsonSerializerContext;
}

namespace Serverless.Platform.Storage
{
    internal sealed record AggregateKind<TState>(string Table, string Name, JsonTypeInfo<TState> Json)
        where TState : class;

    internal sealed record Snapshot<TState>(string Id, TState? State, string? ETag)
        where TState : class;

    internal sealed record Commit<TState>(TState State)
        where TState : class;

    internal sealed class AggregateStore
    {
        internal Task<Snapshot<TState>> ReadAsync<TState>(AggregateKind<TState> kind, string id, CancellationToken cancellation)
            where TState : class => throw new NotSupportedException();
    }

    internal sealed class CommandRunner
    {
        internal Task<Result<Done>> RunAsync<TState>(
            AggregateKind<TState> kind,
            string id,
            CommandIdentity command,
            Func<Snapshot<TState>, Result<Commit<TState>>> decide,
            CancellationToken cancellation
        )
            where TState : class => throw new NotSupportedException();
    }
}
