using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Messages;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;

namespace Serverless.App.Credits.Certificates;

/// <summary>A certificate as the member sees it.</summary>
/// <param name="Status"><c>issued</c>, <c>expired</c> or <c>voided</c>.</param>
/// <param name="LinkPath">Route that gives a short-lived download address.</param>
/// <param name="VerifyCode">What anybody checks it by.</param>
internal sealed record CertificateView(
    string CertificateId,
    string Status,
    DateOnly On,
    DateOnly ValidUntil,
    string LinkPath,
    string VerifyCode
)
{
    internal static CertificateView Of(Certificate certificate, DateOnly today) =>
        new(
            certificate.Id,
            certificate.Status == CertificateStatus.Voided ? "voided"
                : certificate.ValidUntil < today ? "expired"
                : "issued",
            certificate.On,
            certificate.ValidUntil,
            certificate.LinkPath,
            certificate.VerifyCode
        );
}

/// <summary>
/// Row D16: refused with the open loans while one is owed, issued at once under the institution's seal when none is. A new loan voids it.
/// </summary>
internal sealed class RequestCertificate(
    LoanStore loans,
    CertificateStore certificates,
    ContractDocuments documents,
    DerivedIds ids,
    TimeProvider time
)
{
    /// <summary>Proposed in domain.md §1.6 until the board fixes a term.</summary>
    private const int ValidDays = 30;

    internal static void Map(RouteGroupBuilder credits)
    {
        credits
            .MapPost("/certificates", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Pide tu constancia de no adeudo.")
            .WithName("RequestCertificate");
        credits
            .MapGet("/certificates", ListAsync)
            .RequireMember()
            .WithSummary("Lista tus constancias de no adeudo.")
            .WithName("ListCertificates");
    }

    private static async Task<Results<Created<CertificateView>, ProblemResult>> HandleAsync(
        CurrentMember member,
        IdempotentCommand command,
        RequestCertificate slice,
        CancellationToken cancellation
    )
    {
        var issued = await slice.IssueAsync(member.MemberId, command.Identity, cancellation);
        return issued.ToCreated(_ => "/api/v1/credits/certificates");
    }

    private static Task<CertificateView[]> ListAsync(CurrentMember member, RequestCertificate slice, CancellationToken cancellation) =>
        slice.HeldAsync(member.MemberId, cancellation);

    internal async Task<CertificateView[]> HeldAsync(string memberId, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        return [.. (await certificates.OfMemberAsync(memberId, cancellation)).Select(one => CertificateView.Of(one, today))];
    }

    internal async Task<Result<CertificateView>> IssueAsync(string memberId, CommandIdentity command, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var id = ids.For(memberId, "credits.certificate", command.CommandId);
        if (await certificates.FindAsync(id, cancellation) is { } known)
        {
            return CertificateView.Of(known, today);
        }

        var all = await loans.OfMemberAsync(memberId, cancellation);
        var open = all.Where(loan => loan.IsOpen || loan.Status == LoanStatus.WrittenOff).ToList();
        if (open.Count > 0)
        {
            return Error
                .Conflict("credits.certificate-open-loans")
                .With("count", $"{open.Count}")
                .With("loans", string.Join(", ", open.Select(loan => loan.Id)));
        }

        if (all.Any(loan => loan.AtPayroll is not null))
        {
            return Error.Conflict("credits.certificate-payroll-pending");
        }

        foreach (var loan in all)
        {
            if ((await loans.ClearAsync(loan, cancellation)).Error is { } unclear)
            {
                return unclear;
            }
        }

        var validUntil = today.AddDays(ValidDays);
        var figures = new NoDebtCertificate(
            $"CNA-{id[..8].ToUpperInvariant()}",
            today,
            validUntil,
            [.. all.Select(loan => new ClosedLoan($"CR-{loan.RequestId[..8].ToUpperInvariant()}", loan.Product, loan.ClosedOn ?? today))]
        );
        var issued = await documents.IssueAsync(new IssueDocument(memberId, id, figures) { ValidUntil = validUntil }, cancellation);
        if (issued.Error is { } unissued)
        {
            return unissued;
        }

        var paper = issued.Value;
        var certificate = new Certificate(id, memberId, today, validUntil, paper.DocumentId, paper.LinkPath, paper.VerifyCode);
        var kept = await certificates.KeepAsync(certificate, command, cancellation);
        return kept.Then<CertificateView>(stored => CertificateView.Of(stored, today));
    }

    /// <summary>A loan was paid out: what said that nothing was owed no longer holds.</summary>
    internal async Task<MessageOutcome> VoidAsync(LoanMoved disbursed, MessageContext context, CancellationToken cancellation)
    {
        var all = await certificates.OfMemberAsync(disbursed.MemberId, cancellation);
        foreach (var certificate in all.Where(one => one.Status == CertificateStatus.Issued))
        {
            var voided = await documents.VoidAsync(certificate.DocumentId, "credits.new-loan", cancellation);
            var noted = voided.Error is null ? await certificates.VoidAsync(certificate, context.Id, cancellation) : voided.Error;
            if (noted.Error is { } failed)
            {
                return MessageOutcome.Retry(failed);
            }
        }

        return MessageOutcome.Done;
    }
}
