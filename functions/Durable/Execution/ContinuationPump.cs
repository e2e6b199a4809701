namespace Serverless.Durable.Execution;

/// <summary>
/// Runs an orchestration's continuations inline on the turn's own thread. A continuation that arrives from another thread proves
/// that something not durable was awaited; it is dropped and remembered.
/// </summary>
internal sealed class ContinuationPump : SynchronizationContext
{
    /// <summary>Own-thread posts come from Task.Yield and the like; a loop of them would never end.</summary>
    private const int MaxPostsPerTurn = 100_000;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = [];
    private volatile bool _foreign;
    private int _posts;

    /// <summary>Set once something not durable was awaited.</summary>
    public bool SawForeignContinuation => _foreign;

    public bool YieldsWithoutEnd { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _foreign = true;
            return;
        }

        if (++_posts > MaxPostsPerTurn)
        {
            // Throwing here would end in the thread pool: the builder that posts has nobody to throw to.
            YieldsWithoutEnd = true;
            return;
        }

        _posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Every member of the context checks its caller here.</summary>
    public void EnsureOwnThread()
    {
        if (Environment.CurrentManagedThreadId != _thread || Current != this)
        {
            _foreign = true;
            throw new NonDurableWaitException("its context is used outside of the orchestration's own flow.");
        }
    }

    /// <summary>For cancellations: a token that a clock cancels does so on a thread of its own, where nothing may happen.</summary>
    public void RunIfOwnThread(Action action)
    {
        if (Environment.CurrentManagedThreadId == _thread && Current == this)
        {
            action();
        }
        else
        {
            _foreign = true;
        }
    }

    public void Drain()
    {
        while (_posted.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }
}

/// <summary>An orchestration awaited something that no history can bring back.</summary>
internal sealed class NonDurableWaitException(string what)
    : InvalidOperationException(
        $"The orchestration awaits something that is not durable: {what} Only tasks made by its context may be awaited."
    );
