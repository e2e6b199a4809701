using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Sessions;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Assistance;

/// <summary>A member who sits at an officer's desk.</summary>
/// <param name="Desk">Thumbprint of the desk's key: the session is good there and nowhere else.</param>
/// <param name="Channel"><c>Voice</c> for a member who cannot read a text (row M13).</param>
internal sealed record AssistanceWanted(string Dni, string Desk, OtpChannel? Channel = null)
{
    public override string ToString() => nameof(AssistanceWanted);
}

/// <summary>
/// Assisted mode (row D50): an officer prepares, the member confirms. The code goes to the member's own phone and opens a short session
/// on the desk; every act that wants a code wants another one then, from the same phone. The officer's word alone opens nothing.
/// </summary>
internal sealed class StartAssistance(MemberDirectory members, IdentityStore store, CodeRequests codes)
{
    internal const string Operation = "identity.assist";

    private const string Officer = "officer";
    private const int ThumbprintLength = 43;

    internal static readonly Error DeskInvalid = Error.Invalid("identity.desk-invalid");
    internal static readonly Error MemberUnknown = Error.NotFound("identity.assisted-member-unknown");

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/backoffice/assisted-sessions", HandleAsync)
            .RequireStaff(Officer)
            .RequireIdempotencyKey()
            .WithSummary("Pide al celular del asociado el código para atenderlo en la oficina.")
            .WithName("StartAssistance");

    private static async Task<Results<Accepted<SignInStarted>, ProblemResult>> HandleAsync(
        AssistanceWanted wanted,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        StartAssistance slice,
        CancellationToken cancellation
    ) =>
        (await slice.StartAsync(wanted, officer.Identity!.Name!, command.Identity, cancellation)).ToAccepted(started =>
            $"/api/v1/identity/assisted-sessions/{started.SessionId}"
        );

    internal async Task<Result<SignInStarted>> StartAsync(
        AssistanceWanted wanted,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var dni = Dni.Parse(wanted.Dni);
        if (dni.Error is { } invalid)
        {
            return invalid;
        }

        if (wanted.Desk is not { Length: ThumbprintLength })
        {
            return DeskInvalid;
        }

        if (await members.FindByDniAsync(dni.Value, cancellation) is not { } member)
        {
            return MemberUnknown;
        }

        var act = StartSession.ActOf(Operation, wanted.Desk);
        var request = new CodeRequest(
            store.AccountOf(member.MemberId),
            member.MemberId,
            store.ChallengeOf(officer, command.CommandId),
            wanted.Desk,
            act
        )
        {
            PreparedBy = officer,
            Channel = wanted.Channel ?? OtpChannel.Sms,
        };
        var issued = await codes.IssueAsync(request, command, cancellation);
        return issued.Then<SignInStarted>(code => new SignInStarted(code.ChallengeId, code.ExpiresAt, code.ResendAfterSeconds));
    }
}
