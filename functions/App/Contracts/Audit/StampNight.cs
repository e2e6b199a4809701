using Serverless.Platform.Documents;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Audit;

/// <summary>
/// Every night a Merkle root over all event chains that changed since the last one is stamped by a third party and put into the
/// write-once vault (decision 14): from then on nobody can rewrite what happened, not even with every key of ours. The timer ticks several
/// times a night: a tick after a success has nothing to do, one after a failure tries again, and a night that failed is covered by the next.
/// </summary>
internal sealed partial class StampNight(
    AuditVault vault,
    EventChains chains,
    TimeStamping stamping,
    ConfigurationRecord configuration,
    TimeProvider time,
    ILogger<StampNight> logger
)
{
    /// <summary>A commit that carries an earlier time has landed by now, whatever its retries.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>Between two roots.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromHours(20);

    private const int KeptYears = 80;

    internal async Task RunAsync(TimerTick tick, CancellationToken cancellation)
    {
        _ = tick;
        var result = await StampAsync(Period, cancellation);
        if (result.Error is { } error)
        {
            Failed(logger, error.Code);
        }
    }

    /// <summary>The night's manifest, null when there is one already. Errors: <c>contracts.audit-not-stamped</c> and the authority's.</summary>
    internal async Task<Result<AuditManifest?>> StampAsync(TimeSpan period, CancellationToken cancellation)
    {
        var kept = await configuration.KeepAsync(cancellation);
        var now = time.GetUtcNow();
        var last = await vault.LatestAsync(cancellation);
        if (kept.Error is { } unkept)
        {
            return unkept;
        }

        if (last is not null && now - last.CutOff < period)
        {
            return (AuditManifest?)null;
        }

        if (stamping.Authority is not { } authority)
        {
            return ContractErrors.AuditNotStamped;
        }

        var heads = new List<ChainHead>();
        await foreach (var chain in chains.StandingAsync(last?.CutOff, cancellation))
        {
            heads.Add(new ChainHead(chain.Chain, chain.Sequence, Convert.ToHexStringLower(chain.Head.Span)));
        }

        var manifest = AuditManifest.Create(last, now - Settled, heads);
        var stamp = await authority.StampAsync(manifest.Statement(), cancellation);
        if (stamp.Error is { } unstamped)
        {
            return unstamped;
        }

        var put = await vault.PutAsync(manifest with { Token = stamp.Value.Token }, now.AddYears(KeptYears), cancellation);
        Stamped(logger, manifest.Number, heads.Count);
        return put.Then<AuditManifest?>(_ => manifest);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit manifest {Number} covers {Chains} chains")]
    private static partial void Stamped(ILogger logger, int number, int chains);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Tonight's audit root could not be made: {Code}")]
    private static partial void Failed(ILogger logger, string code);
}
