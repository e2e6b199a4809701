using System.Security.Cryptography;
using Serverless.App.Contracts.Documents;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.App.Contracts.Vault;

/// <summary>
/// Every night a sample of all documents is read and hashed again (domain.md §5.1, integrity job). Which ones, nobody can foresee; at this
/// size of sample a change of one document in a thousand is found within days.
/// </summary>
internal sealed partial class CheckVault(DocumentStore documents, VaultInspection inspection, ILogger<CheckVault> logger)
{
    private const int Shelves = 16;
    private const int FromEach = 25;

    internal async Task RunAsync(TimerTick tick, CancellationToken cancellation)
    {
        _ = tick;
        var (looked, broken) = (0, 0);
        for (var i = 0; i < Shelves && !cancellation.IsCancellationRequested; i++)
        {
            var shelf = RandomNumberGenerator.GetInt32(DocumentStore.Shelves);
            foreach (
                var document in await documents.SampleAsync(
                    shelf,
                    RandomNumberGenerator.GetHexString(8, lowercase: true),
                    FromEach,
                    cancellation
                )
            )
            {
                looked++;
                broken += await inspection.IsSoundAsync(document, cancellation) ? 0 : 1;
            }
        }

        Finished(logger, looked, broken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Vault: {Looked} documents read again, {Broken} are not what was stored")]
    private static partial void Finished(ILogger logger, int looked, int broken);
}
