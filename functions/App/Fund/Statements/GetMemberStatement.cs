using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Statements;

/// <summary>A member's statement for an officer. That the officer looked is an event in the account's own chain, before the answer.</summary>
internal sealed class GetMemberStatement(ReadStatement statements, CommandRunner runner)
{
    internal static void Map(RouteGroupBuilder fund) =>
        fund.MapGet("/backoffice/accounts/{memberId}/statement", HandleAsync)
            .RequireStaff("officer", "benefits-officer", FundModule.Desk.Owner)
            .WithSummary("Muestra los movimientos de la Cuenta Individual de un asociado.")
            .WithName("GetMemberStatement");

    private static async Task<Results<Ok<AccountStatement>, ProblemResult>> HandleAsync(
        string memberId,
        string? from,
        string? to,
        ClaimsPrincipal officer,
        GetMemberStatement slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(memberId, from, to, officer.Identity!.Name!, cancellation)).ToOk();

    private async Task<Result<AccountStatement>> ReadAsync(
        string memberId,
        string? from,
        string? to,
        string officer,
        CancellationToken cancellation
    )
    {
        var seen = await RecordAsync(new AccountViewed(memberId, officer, "fund.get-member-statement"), cancellation);
        return seen.Error is { } refused ? refused : await statements.ReadAsync(memberId, from, to, cancellation);
    }

    /// <summary>Puts the look into the account's chain; <c>fund.account-not-found</c> when there is none.</summary>
    internal async Task<Result<Done>> RecordAsync(AccountViewed viewed, CancellationToken cancellation)
    {
        // Every look is a look of its own: nothing that the caller sends may make two of them one.
        var look = $"view-{RandomNumberGenerator.GetHexString(32)}";
        var seen = FundEvents.AccountViewed.With(viewed);
        var recorded = await runner.RunAsync(
            AccountStore.Kind,
            viewed.MemberId,
            new CommandIdentity(look, look, ""),
            before => before.State is { } account ? new Commit<IndividualAccount>(account) { Events = [seen] } : FundErrors.AccountNotFound,
            cancellation
        );
        return recorded.Then<Done>(_ => Done.Value);
    }
}
