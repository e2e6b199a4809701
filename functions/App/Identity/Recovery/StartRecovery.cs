using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Recovery;

/// <summary>Somebody who lost phone and number.</summary>
/// <param name="Dni">Eight digits, with or without the check digit.</param>
/// <param name="Phone">The new mobile; it becomes the member's only after the face.</param>
internal sealed record LostPhone(string Dni, string Phone)
{
    public override string ToString() => nameof(LostPhone);
}

/// <summary>
/// The first step back: the new number is proved by a code to itself. Nothing in the answer, and nothing that can be counted in what it
/// costs, tells whether the DNI is known (decision 24); the text goes out in both cases.
/// </summary>
internal sealed class StartRecovery(
    MemberDirectory members,
    IdentityStore identity,
    RecoveryStore recoveries,
    CodeRequests codes,
    FaceVerifiers verifiers,
    TimeProvider time
)
{
    internal const string Operation = "identity.recover";

    internal static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/recoveries", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Empieza a recuperar la cuenta de quien perdió su celular y su número.")
            .WithName("StartRecovery");

    private static async Task<Results<Accepted<RecoveryView>, ProblemResult>> HandleAsync(
        LostPhone lost,
        CurrentDevice device,
        IdempotentCommand command,
        StartRecovery slice,
        CancellationToken cancellation
    ) =>
        (await slice.StartAsync(lost, device.Thumbprint, command.Identity, cancellation)).ToAccepted(started =>
            $"/api/v1/identity/recoveries/{started.RecoveryId}"
        );

    internal async Task<Result<RecoveryView>> StartAsync(
        LostPhone wish,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (verifiers.Chosen == verifiers.Officers)
        {
            return RecoveryErrors.AtOffice;
        }

        var dni = Dni.Parse(wish.Dni);
        if (dni.Error is { } invalid)
        {
            return invalid;
        }

        if (MobileNumber.Parse(wish.Phone) is not { IsSuccess: true, Value: var number })
        {
            return Error.Invalid("platform.mobile-invalid");
        }

        var member = await members.FindByDniAsync(dni.Value, cancellation);
        var phantom = identity.PhantomOf(dni.Value);
        if (member is null)
        {
            // A known DNI costs one read more than an unknown one: the member's own rows.
            _ = await members.PhoneOfAsync(phantom, cancellation);
        }

        var id = recoveries.IdOf(device, command.CommandId);
        var lost = New(id, member is null ? phantom : identity.AccountOf(member.MemberId), member?.MemberId, device);
        var kept = await recoveries.StepAsync(id, command, "start", Keep, cancellation);
        if (kept.Error is { } refused)
        {
            return refused;
        }

        var issued = await codes.IssueAsync(CodeFor(kept.Value), command, cancellation);
        return issued.Then<RecoveryView>(_ => RecoveryView.Of(kept.Value));

        Result<Commit<LostAccount>> Keep(LostAccount? before) => before is null ? recoveries.New(lost, number) : RecoveryErrors.Over;
    }

    private LostAccount New(string id, string account, string? member, string device)
    {
        var now = time.GetUtcNow();
        return new(id, account, member, device, recoveries.ChallengeOf(id), now, now + RecoveryRules.Life);
    }

    private static CodeRequest CodeFor(LostAccount lost) =>
        new(lost.AccountId, lost.MemberId, lost.ChallengeId, lost.Device, ActOf(lost)) { Target = OtpTarget.NewPhone, Recovery = lost.Id };

    /// <summary>Code and face are for this try on this phone and no other.</summary>
    internal static Act ActOf(LostAccount lost) => new(Operation, OperationHash.Of(Operation, lost.Id, lost.Device));
}
