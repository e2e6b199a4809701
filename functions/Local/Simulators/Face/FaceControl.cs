using System.Text.Json.Serialization;

namespace Serverless.Local.Simulators.Face;

/// <summary>One instruction of the script.</summary>
internal sealed record FaceFault(FaceFaultKind Kind, int Times = 1);

/// <summary>What the phone's kit tells the phone: the digest of what it sent.</summary>
internal sealed record FaceKitAnswer(string Digest);

/// <summary>
/// The camera and the liveness kit of a laptop's phone, under <c>/_local/face</c>: sample photos to hold before the camera, and one
/// try with one of them under the token that the phone was given.
/// </summary>
internal static class FaceControl
{
    private const int MostTimes = 10_000;

    internal static void Map(IEndpointRouteBuilder routes, FaceSimulator simulator)
    {
        var control = routes.MapGroup("/_local/face");
        control.MapGet(
            "/photos/{person}/{kind}.png",
            (string person, string kind) => SamplePhotos.Of(person, kind) is { } png ? Results.Bytes(png, "image/png") : Results.NotFound()
        );
        control.MapPost(
            "/tries/{person}/{kind}",
            (HttpContext context, string person, string kind) => Try(context, simulator, person, kind)
        );
        control.MapPost(
            "/faults",
            async (HttpContext context) =>
            {
                var fault = await context.Request.ReadFromJsonAsync(FaceControlJson.Default.FaceFault, context.RequestAborted);
                if (fault is not { Times: >= 1 and <= MostTimes })
                {
                    return Results.BadRequest();
                }

                simulator.Script.Add(fault.Kind, fault.Times);
                return Results.NoContent();
            }
        );
        control.MapDelete("/faults", () => simulator.Script.Clear());
    }

    private static IResult Try(HttpContext context, FaceSimulator simulator, string person, string kind)
    {
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        return SamplePhotos.Of(person, kind) is not { } photo ? Results.NotFound()
            : simulator.Sessions.Try(token, photo) is { } digest
                ? Results.Json(new FaceKitAnswer(digest), FaceControlJson.Default.FaceKitAnswer)
            : Results.Unauthorized();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FaceFault))]
[JsonSerializable(typeof(FaceKitAnswer))]
internal sealed partial class FaceControlJson : JsonSerializerContext;
