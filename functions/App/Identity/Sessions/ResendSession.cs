using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Identity.Sessions;

/// <summary>Sends another code for a sign-in whose first one did not come.</summary>
internal static class ResendSession
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/sessions/{id}/resend", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Pide otra vez el código para entrar.")
            .WithName("ResendSession");

    private static async Task<Results<Accepted<SignInStarted>, ProblemResult>> HandleAsync(
        string id,
        ResendWish? wish,
        CurrentDevice device,
        IdempotentCommand command,
        CodeRequests codes,
        CancellationToken cancellation
    )
    {
        var again = await codes.ResendAsync(
            id,
            challenge => challenge.Device == device.Thumbprint,
            wish?.Channel,
            command.Identity,
            cancellation
        );
        return again
            .Then<SignInStarted>(code => new SignInStarted(code.ChallengeId, code.ExpiresAt, code.ResendAfterSeconds))
            .ToAccepted(sign => $"/api/v1/identity/sessions/{sign.SessionId}");
    }
}
