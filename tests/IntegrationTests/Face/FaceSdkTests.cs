using Serverless.IntegrationTests.Sms;
using Serverless.Local.Simulators;
using Serverless.Local.Simulators.Face;

namespace Serverless.IntegrationTests.Face;

/// <summary>The simulator judged by the vendor's own client.</summary>
public sealed class FaceSdkTests
{
    private const string Key = "made-up-face-key";

    [NodeFact]
    public async Task Vendors_sdk_goes_through_the_simulator_from_detection_to_the_outcome()
    {
        var simulator = new FaceSimulator(Key, TimeProvider.System);
        await using var server = await VendorServer.StartAsync(routes => simulator.Map(routes));
        var photo = SamplePhotos.Of("rosa", "persona")!;

        var outcome = await VendorFaceSdk.PlayAsync(server.Address, Key, photo, token => Try(simulator, token, "impresa", "persona"));

        var attempts = outcome["attempts"]!.AsArray();
        var match = attempts.MaxBy(attempt => (int)attempt!["attemptId"]!)!;
        Assert.Equal(("high", true), ((string?)outcome["quality"], (bool)outcome["verified"]!["isIdentical"]!));
        Assert.Equal(2, attempts.Count);
        Assert.Equal(("Succeeded", "realface"), ((string?)match["attemptStatus"], (string?)match["result"]!["livenessDecision"]));
        Assert.True((bool)match["result"]!["verifyResult"]!["isIdentical"]!);
        Assert.Equal(0, simulator.Sessions.Count);
    }

    [NodeFact]
    public async Task Vendors_sdk_recovers_from_throttling_and_is_denied_with_a_wrong_key()
    {
        var simulator = new FaceSimulator(Key, TimeProvider.System);
        simulator.Script.Add(FaceFaultKind.Throttle);
        simulator.Script.Add(FaceFaultKind.Unavailable);
        await using var server = await VendorServer.StartAsync(routes => simulator.Map(routes));
        var photo = SamplePhotos.Of("rosa", "persona")!;

        var outcome = await VendorFaceSdk.PlayAsync(server.Address, Key, photo, token => Try(simulator, token, "persona"));
        var denied = await VendorFaceSdk.PlayAsync(server.Address, "wrong", photo, _ => { });

        Assert.Single(outcome["attempts"]!.AsArray());
        Assert.Equal(("401", "401"), ((string?)denied["status"], (string?)denied["code"]));
    }

    private static void Try(FaceSimulator simulator, string token, params string[] kinds) =>
        Assert.All(kinds, kind => Assert.NotNull(simulator.Sessions.Try(token, SamplePhotos.Of("rosa", kind)!)));
}
