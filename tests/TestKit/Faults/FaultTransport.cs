using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.TestKit;

/// <summary>What happens to one call to the storage service.</summary>
public enum Fault
{
    None,

    /// <summary>The process dies before the service sees the call; every later call of this transport dies too.</summary>
    CrashBefore,

    /// <summary>The service does it and the process dies before the answer.</summary>
    CrashAfter,

    /// <summary>The service does it, the answer is lost on the way; the client sees a broken connection.</summary>
    DropAnswer,

    /// <summary>The connection breaks before the service sees the call.</summary>
    FailBefore,

    /// <summary>The service is busy: 503 without doing anything.</summary>
    Busy,
}

/// <summary>Stands for the death of the process: no code of ours may catch it and go on.</summary>
public sealed class ProcessDiedException() : Exception("The process died here");

/// <summary>
/// A network that fails as scripted between our code and the storage service; also counts the calls, which are the round trips.
/// </summary>
public sealed class FaultTransport(Func<int, string, Fault> script) : HttpPipelineTransport
{
    // One pool of connections for all transports of a test run.
    private static readonly HttpClientTransport Wire = new();

    private int _calls;
    private volatile bool _dead;

    /// <summary>A network without faults that only counts.</summary>
    public FaultTransport()
        : this((_, _) => Fault.None) { }

    public int Calls => _calls;

    /// <summary>Whether the process that used this network is dead.</summary>
    public bool Died => _dead;

    /// <summary>Method and path of every call, in the order in which they left.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    private readonly List<string> _log = [];

    /// <summary>Counts and perhaps kills a step that is not a storage call.</summary>
    public void Step(string name, Action act)
    {
        var fault = Next(name);
        Die(fault is Fault.CrashBefore);
        act();
        Die(fault is Fault.CrashAfter);
    }

    public override Request CreateRequest() => Wire.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Everything here is asynchronous");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fault = Next($"{message.Request.Method} {message.Request.Uri.Path}");
        Die(fault is Fault.CrashBefore);
        if (fault is Fault.FailBefore)
        {
            throw new IOException("The connection was refused");
        }

        if (fault is Fault.Busy)
        {
            message.Response = new BusyResponse(message.Request.ClientRequestId);
            return;
        }

        await Wire.ProcessAsync(message);
        Die(fault is Fault.CrashAfter);
        if (fault is Fault.DropAnswer)
        {
            message.Response.Dispose();
            throw new IOException("The connection broke");
        }
    }

    private Fault Next(string name)
    {
        Die(_dead);
        lock (_log)
        {
            _log.Add(name);
        }

        return script(Interlocked.Increment(ref _calls), name);
    }

    private void Die(bool now)
    {
        if (now)
        {
            _dead = true;
            throw new ProcessDiedException();
        }
    }

    private sealed class BusyResponse(string requestId) : Response
    {
        public override int Status => 503;

        public override string ReasonPhrase => "Server Busy";

        public override Stream? ContentStream { get; set; } = Stream.Null;

        public override string ClientRequestId { get; set; } = requestId;

        public override void Dispose() { }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}
