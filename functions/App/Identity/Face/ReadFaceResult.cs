using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Face;

/// <summary>What the phone's kit says it sent; nothing that counts comes from the phone, but what differs from the provider's word is a trick.</summary>
internal sealed record FaceShown(string? Digest);

/// <summary>The phone is done: the outcome is fetched from the provider, server to server. And how a session stands.</summary>
internal sealed class ReadFaceResult(FaceStore faces, FaceOutcomes outcomes, FaceCheckOptions options, TimeProvider time)
{
    private const int LongestDigest = 128;

    internal static void Map(RouteGroupBuilder identity)
    {
        identity
            .MapPost("/face-sessions/{id}/result", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Pide el resultado de la verificación del rostro.")
            .WithName("ReadFaceResult");
        identity
            .MapGet("/face-sessions/{id}", HandleGetAsync)
            .RequireMember()
            .WithSummary("Muestra cómo va la verificación del rostro.")
            .WithName("GetFaceSession");
    }

    private static async Task<Results<Ok<FaceSessionView>, ProblemResult>> HandleAsync(
        string id,
        FaceShown shown,
        CurrentMember member,
        IdempotentCommand command,
        ReadFaceResult slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(id, shown, member, command.Identity, cancellation)).ToOk();

    private static async Task<Results<Ok<FaceSessionView>, ProblemResult>> HandleGetAsync(
        string id,
        CurrentMember member,
        ReadFaceResult slice,
        CancellationToken cancellation
    ) => (await slice.FindAsync(id, member, cancellation)).ToOk();

    internal async Task<Result<FaceSessionView>> ReadAsync(
        string id,
        FaceShown shown,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var profile = await faces.FindAsync(member.MemberId, cancellation);
        if (profile?.Find(id) is not { } session || session.Device != member.Device)
        {
            return FaceRefusals.NotFound;
        }

        if (!session.IsOpen)
        {
            return View(profile, session);
        }

        // Nothing in a digest is worth a row; a value of another shape is as wrong as another value.
        var digest = shown.Digest is { Length: > LongestDigest } ? "" : shown.Digest;
        var over = time.GetUtcNow() >= session.ExpiresAt;
        var settled = await outcomes.SettleAsync(profile, session, digest, over, command, cancellation);
        return settled.Then(after => View(after, after.Find(id)!));
    }

    private async Task<Result<FaceSessionView>> FindAsync(string id, CurrentMember member, CancellationToken cancellation) =>
        await faces.FindAsync(member.MemberId, cancellation) is { } profile
        && profile.Find(id) is { } session
        && session.Device == member.Device
            ? View(profile, session)
            : FaceRefusals.NotFound;

    private Result<FaceSessionView> View(FaceProfile profile, FaceSession session) =>
        FaceSessionView.Of(profile, session, time.GetUtcNow(), options);
}
