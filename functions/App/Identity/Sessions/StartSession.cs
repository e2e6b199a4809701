using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Sessions;

/// <summary>Who wants to come in.</summary>
/// <param name="Dni">Eight digits, with or without the check digit.</param>
internal sealed record SignIn(string Dni)
{
    public override string ToString() => nameof(SignIn);
}

/// <summary>The answer to everybody, known or not.</summary>
/// <param name="SessionId">Names the sign-in, for <c>confirm</c> and <c>resend</c>.</param>
/// <param name="ExpiresAt">When the code stops being good, UTC.</param>
internal sealed record SignInStarted(string SessionId, DateTimeOffset ExpiresAt, int ResendAfterSeconds);

/// <summary>
/// Sends a code to the phone of the account, for a sign-in or for the first activation (row A22). Nothing in the answer, and nothing
/// that can be counted in what it costs, tells whether the DNI is known (decision 24).
/// </summary>
internal sealed class StartSession(MemberDirectory members, IdentityStore store, CodeRequests codes)
{
    internal const string SignInOperation = "identity.sign-in";
    internal const string ActivateOperation = "identity.activate";

    internal static void Map(RouteGroupBuilder identity)
    {
        identity
            .MapPost(
                "/sessions",
                (SignIn body, CurrentDevice device, IdempotentCommand command, StartSession slice, CancellationToken c) =>
                    HandleAsync(SignInOperation, body, device, command, slice, c)
            )
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Pide un código para entrar con el DNI.")
            .WithName("StartSession");
        identity
            .MapPost(
                "/activations",
                (SignIn body, CurrentDevice device, IdempotentCommand command, StartSession slice, CancellationToken c) =>
                    HandleAsync(ActivateOperation, body, device, command, slice, c)
            )
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Pide el código que activa la cuenta; llega al celular del padrón.")
            .WithName("ActivateAccount");
    }

    private static async Task<Results<Accepted<SignInStarted>, ProblemResult>> HandleAsync(
        string operation,
        SignIn body,
        CurrentDevice device,
        IdempotentCommand command,
        StartSession slice,
        CancellationToken cancellation
    )
    {
        var dni = Dni.Parse(body.Dni);
        var started = dni.Error is { } invalid
            ? invalid
            : await slice.StartAsync(operation, dni.Value, device.Thumbprint, command.Identity, cancellation);
        return started.ToAccepted(sign => $"/api/v1/identity/sessions/{sign.SessionId}");
    }

    internal async Task<Result<SignInStarted>> StartAsync(
        string operation,
        Dni dni,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var member = await members.FindByDniAsync(dni, cancellation);
        var phantom = store.PhantomOf(dni);
        if (member is null)
        {
            // A known DNI costs one read more than an unknown one: the member's own rows.
            _ = await members.PhoneOfAsync(phantom, cancellation);
        }

        var account = member is null ? phantom : store.AccountOf(member.MemberId);
        var request = new CodeRequest(
            account,
            member?.MemberId,
            store.ChallengeOf(device, command.CommandId),
            device,
            ActOf(operation, device)
        );
        var issued = await codes.IssueAsync(request, command, cancellation);
        return issued.Then<SignInStarted>(code => new SignInStarted(code.ChallengeId, code.ExpiresAt, code.ResendAfterSeconds));
    }

    /// <summary>A sign-in code is good on the device that asked for it and on no other.</summary>
    internal static Act ActOf(string operation, string device) => new(operation, OperationHash.Of(operation, device));
}
