using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Fund.Messages;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Http;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Statements;

/// <summary>The account in one glance.</summary>
/// <param name="Contributions">Months paid for.</param>
/// <param name="FirstContribution">Month of the first one, <c>2019-03</c>.</param>
internal sealed record MyAccount(
    long BalanceCentimos,
    int Contributions,
    string? FirstContribution,
    string? LastContribution,
    DateOnly OpenedOn
);

/// <summary>Row D14: what the member who asks has saved.</summary>
internal sealed class GetMyAccount(MemberAccounts accounts)
{
    internal static void Map(RouteGroupBuilder fund) =>
        fund.MapGet("/me/account", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra lo que tienes ahorrado en tu Cuenta Individual.")
            .WithName("GetMyAccount");

    private static async Task<Results<Ok<MyAccount>, StatusCodeHttpResult, ProblemResult>> HandleAsync(
        CurrentMember caller,
        HttpContext context,
        GetMyAccount slice,
        CancellationToken cancellation
    ) => FreshAnswer.Of(await slice.ReadAsync(caller.MemberId, cancellation), FundJson.Default.MyAccount, context);

    private async Task<Result<MyAccount>> ReadAsync(string memberId, CancellationToken cancellation) =>
        await accounts.ReadAsync(memberId, cancellation) is { } account
            ? new MyAccount(
                account.Balance.Centimos,
                account.ContributionCount,
                PeriodOf(account.FirstContribution),
                PeriodOf(account.LastContribution),
                account.OpenedOn
            )
            : FundErrors.AccountNotFound;

    private static string? PeriodOf(DateOnly? month) => month is { } day ? Accounts.AccountRules.PeriodOf(day) : null;
}
