using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans.Reading;

/// <summary>The member's loans (row D27): when, how much and by which way the next instalment is paid.</summary>
internal sealed class ListLoans(LoanStore loans, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapGet("/loans", HandleAsync)
            .RequireMember()
            .WithSummary("Lista tus créditos; con status=current, solo los que debes.")
            .WithName("ListLoans");

    private static Task<IReadOnlyList<LoanView>> HandleAsync(
        string? status,
        CurrentMember member,
        ListLoans slice,
        CancellationToken cancellation
    ) => slice.ListAsync(member.MemberId, status == "current", cancellation);

    internal async Task<IReadOnlyList<LoanView>> ListAsync(string memberId, bool onlyOpen, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var all = await loans.OfMemberAsync(memberId, cancellation);
        return [.. all.Where(loan => loan.IsOpen || !onlyOpen).Select(loan => LoanView.Of(loan, today))];
    }
}
