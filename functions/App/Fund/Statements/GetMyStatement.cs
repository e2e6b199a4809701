using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Http;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Fund.Statements;

/// <summary>Row D14: the member's own statement by months, thirty years back; unchanged it is 304 and costs no body.</summary>
internal static class GetMyStatement
{
    internal static void Map(RouteGroupBuilder fund) =>
        fund.MapGet("/me/statement", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra los movimientos de tu Cuenta Individual, por meses.")
            .WithName("GetMyStatement");

    private static async Task<Results<Ok<AccountStatement>, StatusCodeHttpResult, ProblemResult>> HandleAsync(
        string? from,
        string? to,
        CurrentMember caller,
        HttpContext context,
        ReadStatement statements,
        CancellationToken cancellation
    ) => FreshAnswer.Of(await statements.ReadAsync(caller.MemberId, from, to, cancellation), FundJson.Default.AccountStatement, context);
}
