using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Durable;
using Serverless.Durable.Protocol;
using Serverless.Durable.Triggers;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.UnitTests.Durable;

/// <summary>The trigger endpoints with a registry of the test's own, called with bodies.</summary>
internal sealed class Endpoints : IDisposable
{
    private readonly ServiceProvider _services;

    public Endpoints(Action<DurableBuilder> configure, TimeProvider? time = null, Action<IServiceCollection>? configureServices = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IHostApplicationLifetime>(Lifetime)
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<IRateCounter, MemoryRateCounter>()
            .AddDurable(configure);
        configureServices?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public HandLifetime Lifetime { get; } = new();

    public OrchestratorResponse Orchestrate(byte[] body, string function = "/Flow") =>
        _services.GetRequiredService<OrchestrationEndpoint>().AnswerAsync(body, function, CancellationToken.None).GetAwaiter().GetResult();

    public OrchestratorResponse Orchestrate(OrchestratorRequest request) => Orchestrate(Body(request));

    public Task<string> Act(string body, string name) =>
        _services.GetRequiredService<ActivityEndpoint>().AnswerAsync(Encoding.UTF8.GetBytes(body), name, CancellationToken.None);

    public void Dispose() => _services.Dispose();

    /// <summary>A turn as the host sends it.</summary>
    public static byte[] Body(OrchestratorRequest request) =>
        Encoding.UTF8.GetBytes(
            "{\"Data\":{\"context\":\"\\\""
                + request.ToByteString().ToBase64()
                + "\\\"\"},\"Metadata\":{\"sys\":{\"MethodName\":\"Flow\"}}}"
        );

    public static OrchestratorRequest Request(params HistoryEvent[] fresh)
    {
        var request = new OrchestratorRequest { InstanceId = "case-1" };
        request.NewEvents.Add(Ev.OrchestratorStarted(Ev.T0));
        request.NewEvents.AddRange(fresh);
        return request;
    }

    internal sealed class HandLifetime : IHostApplicationLifetime
    {
        private bool _stopping;

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => new(_stopping);

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping = true;
    }
}
