using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Loans.Reading;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans.WritingOff;

/// <summary>Two officers give a loan up: one proposes it, another one decides (domain.md §5.1, WRITTEN_OFF).</summary>
internal sealed class WriteOffLoan(LoanStore loans, TimeProvider time)
{
    private const string Route = "/backoffice/loans/{id}/write-off";

    internal static void Map(RouteGroupBuilder credits)
    {
        credits
            .MapPost(Route, HandleProposalAsync)
            .RequireStaff("credit-officer")
            .RequireIdempotencyKey()
            .WithSummary("Propone dar un crédito por perdido.")
            .WithName("ProposeWriteOff");
        credits
            .MapPost($"{Route}/approval", HandleApprovalAsync)
            .RequireStaff("credit-manager")
            .RequireIdempotencyKey()
            .WithSummary("Da por perdido un crédito que propuso otra persona.")
            .WithName("ApproveWriteOff");
    }

    private static async Task<Results<Ok<LoanView>, ProblemResult>> HandleProposalAsync(
        string id,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        WriteOffLoan slice,
        CancellationToken cancellation
    ) => (await slice.ProposeAsync(id, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    private static async Task<Results<Ok<LoanView>, ProblemResult>> HandleApprovalAsync(
        string id,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        WriteOffLoan slice,
        CancellationToken cancellation
    ) => (await slice.ApproveAsync(id, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal Task<Result<LoanView>> ProposeAsync(string id, string officer, CommandIdentity command, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var minimum = WriteOffTerms.Shipped.At(today).Value;
        return ChangeAsync(
            id,
            $"write-off-proposed-{command.CommandId}",
            command,
            loan => LoanWriteOff.Propose(loan, officer, today, minimum).Then<LoanChange>(after => new LoanChange(after, [], Money.Zero)),
            cancellation
        );
    }

    internal Task<Result<LoanView>> ApproveAsync(string id, string officer, CommandIdentity command, CancellationToken cancellation)
    {
        var reference = $"write-off-{command.CommandId}";
        var today = LimaTime.Today(time);
        return ChangeAsync(id, reference, command, loan => LoanWriteOff.Approve(loan, officer, today, reference), cancellation);
    }

    private async Task<Result<LoanView>> ChangeAsync(
        string id,
        string reference,
        CommandIdentity command,
        Func<Loan, Result<LoanChange>> decide,
        CancellationToken cancellation
    )
    {
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return LoanErrors.NotFound;
        }

        var changed = await loans.ChangeAsync(id, command, reference, time.GetUtcNow(), decide, cancellation);
        return changed.Then<LoanView>(change => LoanView.Of(change.Loan, LimaTime.Today(time)));
    }
}
