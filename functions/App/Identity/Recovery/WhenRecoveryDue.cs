using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Recovery;

/// <summary>A try is over, whatever came of it: the number that somebody gave is erased.</summary>
internal sealed class WhenRecoveryDue(RecoveryStore recoveries)
{
    internal async Task<MessageOutcome> EraseAsync(RecoveryDue due, MessageContext context, CancellationToken cancellation)
    {
        var erased = await recoveries.ErasedAsync(due.RecoveryId, cancellation);
        var command = new CommandIdentity(context.Id, context.Id, "");
        var kept = await recoveries.StepAsync(due.RecoveryId, command, "erase", Decide, cancellation);
        return kept.Error == RecoveryErrors.NotFound ? MessageOutcome.Done : MessageOutcome.From(kept);

        Result<Commit<LostAccount>> Decide(LostAccount? before) =>
            before is null ? RecoveryErrors.NotFound : new Commit<LostAccount>(before) { Personal = erased };
    }
}
