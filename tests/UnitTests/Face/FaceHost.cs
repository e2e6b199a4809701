using Serverless.Local.Simulators;
using Serverless.Local.Simulators.Face;
using Serverless.Platform.Face;

namespace Serverless.UnitTests.Face;

/// <summary>The simulator on a free loopback port, and our own verifier pointed at it.</summary>
internal sealed class FaceHost : IAsyncDisposable
{
    internal const string Key = "made-up-face-key";

    private readonly VendorServer _server;

    private FaceHost(VendorServer server, FaceSimulator simulator) => (_server, Simulator) = (server, simulator);

    internal FaceSimulator Simulator { get; }

    internal static async Task<FaceHost> StartAsync()
    {
        var simulator = new FaceSimulator(Key, TimeProvider.System);
        return new(await VendorServer.StartAsync(routes => simulator.Map(routes)), simulator);
    }

    internal AzureFaceVerifier Verifier(string key = Key) => Verifier(_server.Address, key);

    /// <param name="wait">For one answer, ten seconds unless told; short only where none comes.</param>
    internal static AzureFaceVerifier Verifier(Uri endpoint, string key = Key, TimeSpan? wait = null)
    {
        var options = new FaceOptions
        {
            Provider = AzureFaceVerifier.ProviderName,
            Endpoint = endpoint,
            Key = key,
            AllowLoopback = true,
            TryTimeout = wait ?? TimeSpan.FromSeconds(10),
        };
        var pipeline = new FacePipeline(options);
        pipeline.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AzureFaceVerifier(new FaceCall(pipeline.Build(options, null), options), options);
    }

    internal static FaceWish Wish(byte[] reference) =>
        new(reference, "image/png", new Guid("723d6d03-ef33-40a8-9682-23a1feb7bccd"), TimeSpan.FromMinutes(10));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
