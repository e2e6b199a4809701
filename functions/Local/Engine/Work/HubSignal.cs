namespace Serverless.Local.Engine.Work;

/// <summary>Tells whoever waits for work that something changed. Take <see cref="Next"/> before looking, or a change is missed.</summary>
internal sealed class HubSignal
{
    private TaskCompletionSource _next = New();

    internal Task Next => Volatile.Read(ref _next).Task;

    internal void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
