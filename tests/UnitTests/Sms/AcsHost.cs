using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Local.Simulators.Acs;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Sms;

/// <summary>The simulator on a free loopback port, and our own sender pointed at it.</summary>
internal sealed class AcsHost : IAsyncDisposable
{
    internal const string Key = "bWFkZS11cC1rZXktZm9yLXNpbXVsYXRvci10ZXN0cw==";

    private readonly WebApplication _app;

    private AcsHost(WebApplication app, AcsSimulator simulator) => (_app, Simulator) = (app, simulator);

    internal AcsSimulator Simulator { get; }

    internal Uri Address => new(_app.Urls.Single());

    internal SmsOptions Options =>
        new()
        {
            Endpoint = Address,
            AccessKey = Key,
            From = "MUTUAL",
            AllowLoopback = true,
        };

    internal static async Task<AcsHost> StartAsync()
    {
        var simulator = new AcsSimulator(Key, null, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        simulator.Map(app);
        await app.StartAsync();
        return new AcsHost(app, simulator);
    }

    /// <summary><see cref="Options"/> with a short wait for one answer where the fault is that none comes, so that a busy machine changes nothing.</summary>
    internal SmsOptions Hasty(AcsFaultKind fault, TimeSpan wait)
    {
        var options = Options;
        options.TryTimeout = fault == AcsFaultKind.Silence ? wait : options.TryTimeout;
        return options;
    }

    internal AzureSmsSender Sender(SmsOptions? options = null, TimeProvider? time = null)
    {
        var chosen = options ?? Options;
        var pipeline = new AcsPipeline(chosen);
        pipeline.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AzureSmsSender(pipeline.Build(chosen, null, time ?? TimeProvider.System), chosen);
    }

    internal AzureSmsOptOuts OptOuts() => new(new AcsPipeline(Options).Build(Options, null, TimeProvider.System), Options);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
