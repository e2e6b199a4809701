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
        // Every look is a look of its own: nothing that the caller sends may make two of them one.
        var look = $"view-{RandomNumberGenerator.GetHexString(32)}";
        var viewed = FundEvents.AccountViewed.With(new AccountViewed(memberId, officer, "fund.get-member-statement"));
        var recorded = await runner.RunAsync(
            AccountStore.Kind,
            memberId,
            new CommandIdentity(look, look, ""),
            before =>
                before.State is { } account ? new Commit<IndividualAccount>(account) { Events = [viewed] } : FundErrors.AccountNotFound,
            cancellation
        );
        return recorded.Error is { } refused ? refused : await statements.ReadAsync(memberId, from, to, cancellation);
    }
}
