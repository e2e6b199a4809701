using Microsoft.Extensions.Logging;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>The context of one turn. Files: calls, waits, and here identity, time and the end of a generation.</summary>
internal sealed partial class ReplayContext : TaskOrchestrationContext
{
    /// <summary>The extension fails an instance above 16 KB of UTF-16.</summary>
    private const int MaxCustomStatusCharacters = 8_000;

    private readonly ExecutionSettings _settings;
    private readonly ExecutionStartedEvent _started;
    private readonly ContinuationPump _pump;
    private readonly StepLedger _steps;
    private readonly EventInbox _inbox;
    private readonly string? _defaultChildVersion;
    private int _guids;

    public ReplayContext(
        TurnRequest request,
        ExecutionStartedEvent started,
        ExecutionSettings settings,
        (ContinuationPump Pump, StepLedger Steps, EventInbox Inbox) turn
    )
    {
        (_settings, _started) = (settings, started);
        (_pump, _steps, _inbox) = turn;
        InstanceId = request.InstanceId is { Length: > 0 } id ? id : started.OrchestrationInstance?.InstanceId ?? "";
        Version = started.Version ?? "";
        _defaultChildVersion = request.DefaultVersion ?? settings.Versioning.DefaultVersion;
    }

    public PayloadJson Json => _settings.Json;

    public ScratchBuffer Scratch { get; } = new();

    public DateTime UtcNow { get; set; }

    public bool Replaying { get; set; }

    public string? CustomStatus { get; private set; }

    /// <summary>Set once the code asked to continue as new.</summary>
    public NextGeneration? Next { get; private set; }

    public override TaskName Name => _started.Name;

    public override string InstanceId { get; }

    public override string Version { get; }

    public override ParentOrchestrationInstance? Parent =>
        _started.ParentInstance is { } parent
            ? new ParentOrchestrationInstance(parent.Name ?? "", parent.OrchestrationInstance?.InstanceId ?? "")
            : null;

    public override DateTime CurrentUtcDateTime
    {
        get
        {
            _pump.EnsureOwnThread();
            return UtcNow;
        }
    }

    public override bool IsReplaying => Replaying;

    private string? ExecutionId => _started.OrchestrationInstance?.ExecutionId;

    public override T? GetInput<T>()
        where T : default => Json.Read<T>(_started.Input);

    public override void SetCustomStatus(object? customStatus)
    {
        _pump.EnsureOwnThread();
        var json = Json.Write(customStatus);
        if (json is { Length: > MaxCustomStatusCharacters })
        {
            throw new ArgumentException(
                $"A custom status has at most {MaxCustomStatusCharacters} characters of JSON.",
                nameof(customStatus)
            );
        }

        CustomStatus = json;
    }

    public override void ContinueAsNew(ContinueAsNewOptions options, object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        _pump.EnsureOwnThread();
        Next = new NextGeneration(Json.Write(newInput), options.NewVersion, preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        _pump.EnsureOwnThread();
        return DeterministicGuid.Create(InstanceId, ExecutionId, UtcNow, _guids++);
    }

    public override ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(_settings.Loggers.CreateLogger(categoryName), this);
}

/// <summary>What the next generation starts with.</summary>
internal sealed record NextGeneration(string? Input, string? Version, bool KeepsEvents);

/// <summary>Silent while replaying, so that one thing that happened is logged once.</summary>
internal sealed class ReplaySafeLogger(ILogger inner, ReplayContext context) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => !context.IsReplaying && inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!context.IsReplaying)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
