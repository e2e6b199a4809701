using Serverless.Durable;

namespace Serverless.App.Credits.Requests.Paying;

/// <param name="Round">How often money was sent on its way; an older instance finds another round and ends.</param>
internal sealed record DisbursementInput(string RequestId, int Round);

/// <summary>What one look at a request came to.</summary>
/// <param name="Status">For whoever queries the instance.</param>
/// <param name="WakeAt">When to look again though nobody calls.</param>
internal sealed record DisbursementLook(string Status, bool Ended, DateTimeOffset WakeAt);

/// <summary>
/// Takes a signed credit to an open loan (domain.md §5.1). It knows no state of its own: each turn one activity reads the request and does
/// what is due; between turns it sleeps until somebody calls or the time comes. A restart, a lost call or a second one change nothing
/// (decision 21).
/// </summary>
internal sealed class DisburseCredit : TaskOrchestrator<DisbursementInput, string>
{
    internal const string Name = "CreditsDisburse";
    internal const string Version = "1";
    internal const string Advance = "CreditsAdvanceDisbursement";

    /// <summary>The request moved: look again.</summary>
    internal const string Moved = "RequestMoved";

    /// <summary>Then history is thrown away: it travels with every turn.</summary>
    private const int LooksOfAGeneration = 30;

    private static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(20, TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1))
    );

    public override async Task<string> RunAsync(TaskOrchestrationContext context, DisbursementInput input)
    {
        for (var look = 0; look < LooksOfAGeneration; look++)
        {
            var seen = await context.CallActivityAsync<DisbursementLook>(Advance, input, Patiently);
            context.SetCustomStatus(seen.Status);
            if (seen.Ended)
            {
                return seen.Status;
            }

            await SleepAsync(context, seen.WakeAt.UtcDateTime);
        }

        context.ContinueAsNew(input);
        return "continued";
    }

    private static async Task SleepAsync(TaskOrchestrationContext context, DateTime until)
    {
        using var rest = new CancellationTokenSource();
        var moved = context.WaitForExternalEvent<string?>(Moved, rest.Token);
        await Task.WhenAny(moved, context.CreateTimer(until, rest.Token));

        // On this very thread: a continuation elsewhere would not be the orchestration's.
        rest.Cancel();
    }
}
