using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Platform.Face;

namespace Serverless.Local.Simulators.Face;

/// <summary>
/// Azure AI Face on loopback: its REST 1.2 as far as liveness, detection and comparison go. Format, size and hashes are checked for
/// real; who is in a photo is read from the sample photo itself. The vendor's JavaScript SDK passes against it in a test.
/// </summary>
/// <param name="key">The resource's key; Local makes its own.</param>
public sealed class FaceSimulator(string key, TimeProvider time)
{
    private const string Root = "/face/v1.2";
    private const string KeyHeader = "Ocp-Apim-Subscription-Key";

    /// <summary>Faces of detection, by id; the vendor forgets them in time as well.</summary>
    private readonly ConcurrentDictionary<string, string> _faces = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What goes wrong next.</summary>
    public FaceScript Script { get; } = new();

    internal FaceSessions Sessions { get; } = new(time);

    /// <summary>Maps the vendor's routes.</summary>
    public IEndpointRouteBuilder Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Root}/detect", Guarded(DetectAsync));
        routes.MapPost($"{Root}/verify", Guarded(VerifyAsync));
        routes.MapPost($"{Root}/detectLiveness-sessions", Guarded(CreateAsync));
        routes.MapPost($"{Root}/detectLivenessWithVerify-sessions", Guarded(CreateWithVerifyAsync));
        foreach (var kind in new[] { "detectLiveness-sessions", "detectLivenessWithVerify-sessions" })
        {
            routes.MapGet($"{Root}/{kind}/{{id}}", Guarded(GetAsync));
            routes.MapDelete($"{Root}/{kind}/{{id}}", Guarded(DeleteAsync));
        }

        return routes;
    }

    private RequestDelegate Guarded(Func<HttpContext, FaceFaultKind?, Task<IResult>> handle) =>
        async context =>
        {
            var shown = Encoding.UTF8.GetBytes(context.Request.Headers[KeyHeader].ToString());
            var fault = Script.Next();
            var answer =
                !CryptographicOperations.FixedTimeEquals(shown, Encoding.UTF8.GetBytes(key))
                    ? FaceAnswers.Error(context, 401, "401", "Access denied due to invalid subscription key.")
                : fault is { } scripted and not FaceFaultKind.OtherReference ? FaceAnswers.Of(context, scripted)
                : await handle(context, fault);
            await answer.ExecuteAsync(context);
        };

    private async Task<IResult> DetectAsync(HttpContext context, FaceFaultKind? fault)
    {
        var image = await BodyAsync(context);
        if (FaceAnswers.Refusal(context, image) is { } refused)
        {
            return refused;
        }

        var facts = PhotoFacts.Of(image);
        var wantsId = !string.Equals(context.Request.Query["returnFaceId"], "false", StringComparison.OrdinalIgnoreCase);
        var found = Enumerable.Range(0, facts.Faces).Select(index => Face(facts, index, wantsId)).ToList();
        return Results.Json<IReadOnlyList<FaceContract.DetectedFace>>(found, FaceContractJson.Default.IReadOnlyListDetectedFace);
    }

    private FaceContract.DetectedFace Face(PhotoFacts facts, int index, bool wantsId)
    {
        var id = Guid.NewGuid().ToString("D");
        _faces[id] = index == 0 ? facts.Person : $"{facts.Person}-{index}";
        var attributes = new FaceContract.Attributes(
            facts.Quality,
            new(facts.Covered ? "faceMask" : "noMask", facts.Covered),
            new(facts.Quality == "low" ? "high" : "low", facts.Quality == "low" ? 0.9m : 0.05m),
            new(0, 1, -2)
        );
        return new(new(120, 110, 260, 320), attributes, wantsId ? id : null, "recognition_04");
    }

    private async Task<IResult> VerifyAsync(HttpContext context, FaceFaultKind? fault)
    {
        var pair = await context.Request.ReadFromJsonAsync(FaceContractJson.Default.FacePair, context.RequestAborted);
        if (pair is null || !_faces.TryGetValue(pair.FaceId1, out var first) || !_faces.TryGetValue(pair.FaceId2, out var second))
        {
            return FaceAnswers.Error(context, 404, "FaceNotFound", "Face is not found.");
        }

        var same = first == second;
        return Results.Json(new FaceContract.Verified(same, same ? 0.97m : 0.11m), FaceContractJson.Default.Verified);
    }

    private async Task<IResult> CreateAsync(HttpContext context, FaceFaultKind? fault)
    {
        var wish = await context.Request.ReadFromJsonAsync(FaceContractJson.Default.SessionWish, context.RequestAborted);
        return Create(context, wish?.LivenessOperationMode, null, $"{wish?.AuthTokenTimeToLiveInSeconds ?? 600}", fault);
    }

    private async Task<IResult> CreateWithVerifyAsync(HttpContext context, FaceFaultKind? fault)
    {
        if (!context.Request.HasFormContentType)
        {
            return FaceAnswers.Error(context, 415, "UnsupportedMediaType", "Unsupported media type.");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("verifyImage") is not { } file)
        {
            return FaceAnswers.Error(context, 400, "BadArgument", "verifyImage is required.");
        }

        using var image = new MemoryStream();
        await file.CopyToAsync(image, context.RequestAborted);
        var bytes = image.ToArray();
        return FaceAnswers.Refusal(context, bytes)
            ?? Create(context, form["livenessOperationMode"], bytes, form["authTokenTimeToLiveInSeconds"].FirstOrDefault() ?? "600", fault);
    }

    private IResult Create(HttpContext context, string? mode, byte[]? reference, string seconds, FaceFaultKind? fault) =>
        mode is not ("Passive" or "PassiveActive") ? FaceAnswers.Error(context, 400, "BadArgument", "livenessOperationMode is invalid.")
        : !int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var life) || life is < 60 or > 86_400
            ? FaceAnswers.Error(context, 400, "BadArgument", "authTokenTimeToLiveInSeconds must be 60 to 86400.")
        : reference is not null && PhotoFacts.Of(reference).Faces != 1
            ? FaceAnswers.Error(context, 400, "InvalidImage", "No face detected in the verify image.")
        : Results.Json(
            Sessions.Create(reference, TimeSpan.FromSeconds(life), fault == FaceFaultKind.OtherReference),
            FaceContractJson.Default.Session
        );

    private Task<IResult> GetAsync(HttpContext context, FaceFaultKind? fault) =>
        Task.FromResult(
            Sessions.Find(Id(context)) is { } session ? Results.Json(session, FaceContractJson.Default.Session) : FaceAnswers.Gone(context)
        );

    private Task<IResult> DeleteAsync(HttpContext context, FaceFaultKind? fault) =>
        Task.FromResult(Sessions.Delete(Id(context)) ? Results.NoContent() : FaceAnswers.Gone(context));

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
