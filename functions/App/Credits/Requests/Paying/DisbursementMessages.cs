using System.Text.Json;
using Serverless.App.Orchestrations.Messages;
using Serverless.Platform.Messaging;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>What the task hub is told when a request moves: begin a round, or look again. Both are part of the move's own commit.</summary>
internal static class DisbursementMessages
{
    internal static IReadOnlyList<OutgoingMessage> Of(RequestWalk walk)
    {
        var request = walk.Request;
        var source = $"/credits/request/{request.Id}";
        var instance = OrchestrationCommands.InstanceId(DisburseCredit.Name, request.Id, request.Round);
        if (walk.Reached(RequestStatus.Disbursing))
        {
            var input = JsonSerializer.SerializeToElement(
                new DisbursementInput(request.Id, request.Round),
                CreditsJson.Default.DisbursementInput
            );
            var start = new StartOrchestration(DisburseCredit.Name, instance, input) { Version = DisburseCredit.Version };
            return [OrchestrationCommands.Start.Message($"start|{instance}", source, walk.Now, start)];
        }

        return request.Status is RequestStatus.PayingCreditors or RequestStatus.Disbursed or RequestStatus.DisburseFailed
            ? [OrchestrationCommands.ToWake(source, walk.Now, instance, DisburseCredit.Moved, CauseOf(request))]
            : [];
    }

    /// <summary>One call for each state of the payments.</summary>
    private static string CauseOf(CreditRequest request) =>
        $"{request.Status}-{request.Attempt}-{request.Lines.Count(line => line.Status != LineStatus.Pending)}";
}
