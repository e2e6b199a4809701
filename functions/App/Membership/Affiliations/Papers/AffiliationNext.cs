using Serverless.App.Contracts.Messages;
using Serverless.Platform.Authorization;

namespace Serverless.App.Membership.Affiliations.Papers;

/// <summary>What the member does next on the way to payroll (row D23).</summary>
/// <param name="Code"><c>present-papers</c>, <c>sign-contract</c>, <c>draft-letter</c>, <c>sign-letter</c> or <c>confirm</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Text">For people: what it is and what they need for it.</param>
/// <param name="Method">Of the route that does it.</param>
/// <param name="Address">Of the route that does it.</param>
/// <param name="FaceNeeded">A face for <paramref name="Act"/> comes first: <c>POST /api/v1/identity/face-sessions</c>.</param>
/// <param name="CodeNeeded">A code for <paramref name="Act"/> comes first: <c>POST /api/v1/identity/challenges</c>.</param>
/// <param name="DocumentId">The paper to read and sign.</param>
/// <param name="Act">What face and code are asked for.</param>
internal sealed record AffiliationNext(
    string Code,
    string Title,
    string Text,
    string Method,
    string Address,
    bool FaceNeeded,
    bool CodeNeeded,
    string? DocumentId,
    ConfirmationView? Act
);

/// <summary>Chooses the next step from how far the papers are. Pure but for the policy table.</summary>
internal sealed class NextPaper(OperationPolicies policies)
{
    private const string Documents = "/api/v1/contracts/documents";

    /// <summary>Null when payroll is asked already, or the affiliation is over.</summary>
    internal AffiliationNext? Of(Affiliation affiliation, PapersKnown papers) =>
        !AffiliationRules.IsBeforePayroll(affiliation.Status) ? null
        : papers is { ContractSigned: false, Contract: { } contract }
            ? Sign("sign-contract", "Firma tu carta de descuento", "Es la CADAP: autoriza tu aporte por planilla.", contract)
        : !papers.ContractSigned
            ? new AffiliationNext(
                "present-papers",
                "Prepara tus papeles",
                "Son dos: tu carta de descuento y tu carta de beneficiarios.",
                "POST",
                $"{AffiliationView.Address}/papers",
                false,
                false,
                null,
                null
            )
        : papers is { LetterSigned: false, Letter: { } letter }
            ? Sign("sign-letter", "Firma tu carta de beneficiarios", "Dice a quién se paga si faltas.", letter)
        : !papers.LetterSigned
            ? new AffiliationNext(
                "draft-letter",
                "Di quiénes son tus beneficiarios",
                "Nombra de una a diez personas y qué parte recibe cada una.",
                "POST",
                "/api/v1/contracts/beneficiary-letters",
                false,
                false,
                null,
                null
            )
        : Act(
            new AffiliationNext(
                "confirm",
                "Confirma tu inscripción",
                "Tus papeles ya están firmados. Con un código va a tu planilla.",
                "POST",
                $"{AffiliationView.Address}/confirm",
                false,
                false,
                null,
                ConfirmationView.Of(affiliation)
            )
        );

    private AffiliationNext Sign(string code, string title, string text, PresentedDocument paper) =>
        Act(
            new AffiliationNext(
                code,
                title,
                text,
                "POST",
                $"{Documents}/{paper.DocumentId}/sign",
                false,
                false,
                paper.DocumentId,
                new ConfirmationView(paper.Operation, paper.Parts)
            )
        );

    private AffiliationNext Act(AffiliationNext step) =>
        policies.For(step.Act!.Operation) is { IsSuccess: true, Value: var row }
            ? step with
            {
                FaceNeeded = row.Face,
                CodeNeeded = row.Code,
            }
            : step;
}
