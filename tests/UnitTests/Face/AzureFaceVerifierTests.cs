using System.Text;
using System.Text.Json.Nodes;
using Serverless.Platform.Face;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Messaging;

namespace Serverless.UnitTests.Face;

/// <summary>What goes over the wire equals what the vendor's own SDK was recorded to send; what comes back wrong is an expected failure.</summary>
public sealed class AzureFaceVerifierTests
{
    private static readonly byte[] Photo = Serverless.Local.Simulators.Face.SamplePhotos.Of("rosa", "persona")!;

    [Fact]
    public async Task Session_is_asked_for_as_the_vendors_sdk_does()
    {
        var recorded = Recorded("face-livenesswithverify-create.json");
        await using var server = await ScriptedServer.StartAsync(Answer(recorded));

        var ticket = await FaceHost.Verifier(server.Address).BeginAsync(FaceHost.Wish(Photo), default);

        var request = Assert.Single(server.Requests);
        var (theirs, ours) = (Form.Of(recorded), Form.Of(request.Headers.ContentType!, request.Body));
        Assert.Equal(("POST", (string)recorded["target"]!), (request.Method, request.Target));
        Assert.Equal("made-up-face-key", request.Headers["Ocp-Apim-Subscription-Key"]);
        Assert.Equal(theirs.Keys.Order(), ours.Keys.Order());
        Assert.Equal(theirs["deviceCorrelationId"].Content, ours["deviceCorrelationId"].Content);
        Assert.Equal(theirs["livenessOperationMode"].Content, ours["livenessOperationMode"].Content);
        Assert.Contains("filename=\"", ours["verifyImage"].Headers, StringComparison.Ordinal);
        Assert.Equal(new FaceTicket("b12e033e-bda7-4b83-a211-e721c661f30e", "eyJmYWtl"), ticket.Value);
    }

    [Fact]
    public async Task Photo_is_looked_at_and_session_deleted_as_the_vendors_sdk_does()
    {
        var (detect, delete) = (Recorded("face-detect-stream.json"), Recorded("face-livenesswithverify-delete.json"));
        await using var server = await ScriptedServer.StartAsync(Answer(detect), Answer(delete));
        var verifier = FaceHost.Verifier(server.Address);

        var quality = await verifier.InspectAsync(Photo, default);
        var ended = await verifier.EndAsync("b12e033e-bda7-4b83-a211-e721c661f30e", default);

        Assert.Equal((PhotoQuality.High, true), (quality.Value, ended.IsSuccess));
        Assert.Equal(
            Query(detect).Keys.Except(["faceIdTimeToLive", "returnRecognitionModel"]).Order(),
            Query(server.Requests[0].Target).Keys.Order()
        );
        Assert.Equal("application/octet-stream", server.Requests[0].Headers.ContentType);
        Assert.Equal(("DELETE", (string)delete["target"]!), (server.Requests[1].Method, server.Requests[1].Target));
    }

    [Fact]
    public async Task Outcome_is_read_as_the_vendor_wrote_it()
    {
        var recorded = Recorded("face-liveness-get.json");
        await using var server = await ScriptedServer.StartAsync(Answer(recorded));

        var reading = await FaceHost.Verifier(server.Address).ReadAsync(new FaceQuestion("b12e033e", "00", null), default);

        // The recorded session compared with nothing, so its confidence is worth nothing.
        Assert.Equal((FaceDecision.NoMatch, "ReferenceDiffers"), (reading.Value.Decision, reading.Value.Reason));
        Assert.Equal(("2024-11-15", 0.97m), (reading.Value.Facts.ModelVersion, reading.Value.Facts.Confidence));
        Assert.EndsWith("/detectLivenessWithVerify-sessions/b12e033e", server.Requests[0].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "{}", "face.unavailable")]
    [InlineData(
        403,
        """{"error":{"code":"x","message":"no","innererror":{"code":"UnsupportedFeature","message":"no"}}}""",
        "face.not-approved"
    )]
    [InlineData(403, """{"error":{"code":"Forbidden","message":"no"}}""", "face.unavailable")]
    [InlineData(400, """{"error":{"code":"InvalidImage","message":"no"}}""", "face.photo-invalid")]
    [InlineData(400, """{"error":{"code":"BadArgument","message":"no"}}""", "face.unavailable")]
    [InlineData(404, """{"error":{"code":"SessionNotFound","message":"no"}}""", "face.session-gone")]
    [InlineData(500, "<html>", "face.unavailable")]
    [InlineData(200, "<html>", "face.unavailable")]
    [InlineData(200, """{"sessionId":"s"}""", "face.unavailable")]
    public async Task Answer_that_is_no_session_is_an_expected_failure(int status, string body, string code)
    {
        var answer = new ScriptedServer.Answer(status, Body: body);
        await using var server = await ScriptedServer.StartAsync(answer, answer, answer);

        var refused = await FaceHost.Verifier(server.Address).BeginAsync(FaceHost.Wish(Photo), default);

        Assert.Equal(code, refused.Error?.Code);
    }

    [Fact]
    public async Task Throttled_and_busy_vendor_is_asked_again_and_in_the_end_waited_for()
    {
        var recorded = Recorded("face-livenesswithverify-create.json");
        await using var server = await ScriptedServer.StartAsync(
            new(429, RetryAfter: "0"),
            new(503),
            Answer(recorded),
            new(503),
            new(503),
            new(503)
        );
        var verifier = FaceHost.Verifier(server.Address);

        var third = await verifier.BeginAsync(FaceHost.Wish(Photo), default);
        var never = await verifier.BeginAsync(FaceHost.Wish(Photo), default);

        Assert.True(third.IsSuccess);
        Assert.Equal(ErrorKind.Unavailable, never.Error?.Kind);
    }

    [Fact]
    public async Task Silent_vendor_is_unavailable()
    {
        await using var server = await ScriptedServer.StartAsync(0, 0, 0);

        var answer = await FaceHost.Verifier(server.Address, wait: TimeSpan.FromMilliseconds(200)).EndAsync("s", default);

        Assert.Equal("face.unavailable", answer.Error?.Code);
    }

    [Fact]
    public async Task Session_that_is_gone_counts_as_ended()
    {
        await using var server = await ScriptedServer.StartAsync(404);

        Assert.True((await FaceHost.Verifier(server.Address).EndAsync("s", default)).IsSuccess);
    }

    private static JsonNode Recorded(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "face", name)))!["request"]!;

    private static ScriptedServer.Answer Answer(JsonNode recorded) =>
        new((int)recorded["cannedResponse"]!["status"]!, Body: recorded["cannedResponse"]!["body"]?.ToJsonString() ?? "");

    private static Dictionary<string, string> Query(JsonNode recorded) => Query((string)recorded["target"]!);

    private static Dictionary<string, string> Query(string target) =>
        target.Split('?')[1].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>A part of a form: its headers and what is in it.</summary>
    private sealed record Part(string Headers, string Content);

    private static class Form
    {
        internal static Dictionary<string, Part> Of(JsonNode recorded) =>
            Of(
                (string)recorded["headersInOrder"]!.AsArray().Single(header => (string)header![0]! == "Content-Type")![1]!,
                Convert.FromBase64String((string)recorded["bodyBase64"]!)
            );

        internal static Dictionary<string, Part> Of(string contentType, byte[] body)
        {
            var boundary = contentType.Split("boundary=")[1];
            return Encoding
                .Latin1.GetString(body)
                .Split($"--{boundary}", StringSplitOptions.RemoveEmptyEntries)
                .Where(part => part.Contains("name=", StringComparison.Ordinal))
                .Select(part => part.Split("\r\n\r\n", 2))
                .ToDictionary(part => part[0].Split("name=\"")[1].Split('"')[0], part => new Part(part[0], part[1]));
        }
    }
}
