using System.Text.Json;
using Serverless.App.Orchestrations.Messages;
using Serverless.Durable;
using Serverless.Platform.Messaging;

namespace Serverless.App.Benefits.Progress;

/// <summary>
/// Takes one claim from registration to its end (domain.md section 5.1). It knows no state of its own: each turn looks at the claim, does
/// the one step that is due, and looks again; when nothing is due it sleeps until the next date, or until somebody changed the claim. So
/// a restart at any point, a lost event or a second one change nothing (decision 21).
/// </summary>
internal sealed class BenefitLiquidation : TaskOrchestrator<LiquidationInput, string>
{
    internal const string Name = "BenefitLiquidation";

    /// <summary>What new claims start with; running ones keep theirs (row C01).</summary>
    internal const string CurrentVersion = "1";

    /// <summary>Somebody changed the claim: look again.</summary>
    internal const string ClaimChanged = "ClaimChanged";

    internal const string Look = "BenefitsLookAtClaim";

    /// <summary>Then history is thrown away: it travels with every turn.</summary>
    private const int StepsOfAGeneration = 40;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10, TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(30))
    );

    public override async Task<string> RunAsync(TaskOrchestrationContext context, LiquidationInput input)
    {
        for (var step = 0; step < StepsOfAGeneration; step++)
        {
            var plan = await context.CallActivityAsync<ClaimPlan>(Look, new ClaimStepInput(input.ClaimId, 0), Patiently);
            context.SetCustomStatus(plan.Status);
            if (plan.Task == ClaimTask.End)
            {
                return plan.Status;
            }

            if (plan.Task == ClaimTask.Wait)
            {
                await SleepAsync(context, plan.WakeAt);
            }
            else
            {
                var wanted = new ClaimStepInput(input.ClaimId, plan.Version);
                await context.CallActivityAsync<string>(FunctionOf(plan.Task), wanted, Patiently);
            }
        }

        context.ContinueAsNew(input with { Steps = input.Steps + StepsOfAGeneration });
        return "continued";
    }

    /// <summary>The activity of a step: <c>BenefitsCheckDocuments</c>, …</summary>
    internal static string FunctionOf(ClaimTask task) => $"Benefits{task}";

    internal static OutgoingMessage ToStart(string source, DateTimeOffset now, string instanceId, LiquidationInput input) =>
        OrchestrationCommands.Start.Message(
            $"start|{instanceId}",
            source,
            now,
            new StartOrchestration(Name, instanceId, JsonSerializer.SerializeToElement(input, BenefitsJson.Default.LiquidationInput))
            {
                Version = CurrentVersion,
            }
        );

    /// <summary>Until somebody calls or the date comes; at the latest a day, so that a call that was lost costs a day and no more.</summary>
    private static async Task SleepAsync(TaskOrchestrationContext context, DateTimeOffset? wakeAt)
    {
        using var rest = new CancellationTokenSource();
        var latest = context.CurrentUtcDateTime + LongestSleep;
        var until = wakeAt?.UtcDateTime < latest ? wakeAt.Value.UtcDateTime : latest;
        var changed = context.WaitForExternalEvent<string?>(ClaimChanged, rest.Token);
        await Task.WhenAny(changed, context.CreateTimer(until, rest.Token));

        // On this very thread: a continuation elsewhere would not be the orchestration's.
        rest.Cancel();
    }
}
