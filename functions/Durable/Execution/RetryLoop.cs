namespace Serverless.Durable.Execution;

/// <summary>Attempts one after the other, each a new step, with durable timers in between.</summary>
internal static class RetryLoop
{
    public static async Task<T> Run<T>(ReplayContext context, TaskRetryOptions retry, Func<Task<T>> attempt)
    {
        var first = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (!failed.FailureDetails.IsNonRetriable)
            {
                if (!await ShouldTryAgain(context, retry, failed, number, context.CurrentUtcDateTime - first))
                {
                    throw;
                }
            }
        }
    }

    private static async Task<bool> ShouldTryAgain(
        ReplayContext context,
        TaskRetryOptions retry,
        TaskFailedException failed,
        int number,
        TimeSpan elapsed
    )
    {
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(context, number, failed.FailureDetails, elapsed));
        }

        var policy = retry.Policy!;
        var refused = policy.HandleFailure is { } handle && !handle(failed.FailureDetails);
        if (number >= policy.MaxNumberOfAttempts || elapsed >= policy.RetryTimeout || refused)
        {
            return false;
        }

        await context.CreateTimer(policy.DelayAfter(number), CancellationToken.None);
        return true;
    }
}
