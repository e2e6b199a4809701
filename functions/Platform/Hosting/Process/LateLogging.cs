using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Serverless.Platform.Hosting.Process;

/// <summary>
/// Loggers for what is made before the app's own logging is and closed after it. They are silent until <see cref="ForwardTo"/> (between
/// opening a port and making the app there is nothing to say that is not thrown as well), and again once that logging is gone.
/// </summary>
internal sealed class LateLogging : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, LateLogger> _loggers = new(StringComparer.Ordinal);
    private volatile ILoggerFactory? _target;

    internal void ForwardTo(ILoggerFactory target) => _target = target;

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new LateLogger(this, name));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Providers belong to the app's own logging");

    public void Dispose() => _target = null;

    private ILogger? Target(string category)
    {
        try
        {
            return _target?.CreateLogger(category);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    private sealed class LateLogger(LateLogging owner, string category) : ILogger
    {
        private ILogger? _real;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => Real?.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => Real?.IsEnabled(logLevel) ?? false;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Real?.Log(logLevel, eventId, state, exception, formatter);

        private ILogger? Real => _real ??= owner.Target(category);
    }
}
