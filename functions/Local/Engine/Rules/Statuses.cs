using Serverless.Durable.Protocol;

namespace Serverless.Local.Engine.Rules;

/// <summary>Words about the statuses of instances.</summary>
internal static class Statuses
{
    /// <summary>Nothing will happen any more unless somebody restarts it.</summary>
    internal static bool IsEnded(this OrchestrationStatus status) =>
        status
            is OrchestrationStatus.Completed
                or OrchestrationStatus.Failed
                or OrchestrationStatus.Terminated
                or OrchestrationStatus.Canceled;

    /// <summary>As the management API writes it.</summary>
    internal static string Text(this OrchestrationStatus status) => status.ToString();
}
