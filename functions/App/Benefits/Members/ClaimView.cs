using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Members;

/// <summary>A claim as the claimant sees it.</summary>
/// <param name="Status">For programs: <c>document-check</c>, <c>observed</c>, …</param>
/// <param name="Actions">What the claimant can do now: <c>submit</c>, <c>upload</c>, <c>correct-account</c>, <c>appeal</c>, <c>cancel</c>.</param>
internal sealed record ClaimView(
    string Id,
    BenefitKind Kind,
    string Status,
    string StatusText,
    DateTimeOffset Since,
    DateOnly EventOn,
    DateOnly? DueOn,
    string? Reason,
    string? ReasonText,
    IReadOnlyList<DocumentView> Documents,
    FiguresView? Figures,
    IReadOnlyList<PaymentView> Payments,
    IReadOnlyList<string> Actions
)
{
    /// <summary>Null until the benefit is approved and its paper issued.</summary>
    public ResolutionView? Resolution { get; init; }

    internal static string Address(string id) => $"/api/v1/benefits/claims/{id}";

    internal static ClaimView Of(BenefitClaim claim, WorkingCalendar calendar) =>
        new(
            claim.Id,
            claim.Kind,
            ClaimWords.CodeOf(claim.Status),
            ClaimWords.TextOf(claim.Status),
            claim.Since,
            claim.EventOn,
            ClaimMoveRules.IsEnded(claim.Status) ? null : claim.Clock.DueDate(calendar),
            claim.Reason,
            claim.Reason is { } reason ? ClaimReasons.TextOf(reason) : null,
            DocumentView.Of(claim),
            IsDecided(claim.Status) && claim.Liquidation is { } figures ? FiguresView.Of(figures) : null,
            [.. claim.Payments.Select(PaymentView.Of)],
            ActionsOf(claim)
        )
        {
            Resolution = ResolutionView.Of(claim.Resolution),
        };

    /// <summary>Figures are the claimant's to see once they are approved: until then they may change.</summary>
    private static bool IsDecided(ClaimStatus status) =>
        status is >= ClaimStatus.Approved and <= ClaimStatus.Closed and not ClaimStatus.Appealed;

    private static List<string> ActionsOf(BenefitClaim claim)
    {
        var actions = new List<string>();
        if (claim.Status is ClaimStatus.Registered or ClaimStatus.DocumentCheck or ClaimStatus.Observed)
        {
            actions.Add("upload");
        }

        AddIf(ClaimMoveRules.Allows(claim.Status, ClaimStep.Submit), "submit");
        AddIf(claim.Status == ClaimStatus.Returned, "correct-account");
        AddIf(ClaimMoveRules.Allows(claim.Status, ClaimStep.Appeal), "appeal");
        AddIf(ClaimMoveRules.Allows(claim.Status, ClaimStep.Cancel), "cancel");
        return actions;

        void AddIf(bool may, string action)
        {
            if (may)
            {
                actions.Add(action);
            }
        }
    }
}

/// <summary>A line of the check list.</summary>
/// <param name="Status"><c>missing</c>, <c>received</c>, <c>accepted</c>, <c>observed</c>.</param>
internal sealed record DocumentView(
    string Code,
    string Name,
    bool Required,
    string Status,
    DateTimeOffset? ReceivedAt,
    string? Reason,
    string? ReasonText
)
{
    internal static IReadOnlyList<DocumentView> Of(BenefitClaim claim) =>
        [
            .. claim.Wanted.Select(wanted =>
                claim.Documents.FirstOrDefault(known => known.Code == wanted.Code) is { } document
                    ? new DocumentView(
                        wanted.Code,
                        wanted.Name,
                        wanted.Required,
                        ClaimWords.CodeOf(document.Verdict),
                        document.ReceivedAt,
                        document.Reason,
                        document.Reason is { } reason ? ClaimReasons.TextOf(reason) : null
                    )
                    : new DocumentView(wanted.Code, wanted.Name, wanted.Required, "missing", null, null, null)
            ),
        ];
}

/// <summary>What the claim comes to, in céntimos.</summary>
internal sealed record FiguresView(
    long AccountCentimos,
    long ComplementCentimos,
    long GrossCentimos,
    long SetOffCentimos,
    long WithheldCentimos,
    long NetCentimos,
    DateOnly On,
    string ParameterVersion
)
{
    internal static FiguresView Of(Liquidation figures) =>
        new(
            figures.FromAccount.Centimos,
            figures.Complement.Centimos,
            figures.Gross.Centimos,
            Money.Sum(figures.SetOffs.Select(debt => debt.Payoff)).Centimos,
            Money.Sum(figures.Withheld.Select(order => order.Amount)).Centimos,
            figures.Net.Centimos,
            figures.Inputs.On,
            figures.Inputs.ParameterVersion
        );
}

/// <summary>What one payee receives.</summary>
/// <param name="Status"><c>held</c>, <c>planned</c>, <c>ordered</c>, <c>paid</c>, <c>returned</c>.</param>
internal sealed record PaymentView(string PayeeId, long Centimos, int Attempt, string Status, string? ReasonText, string? BankReference)
{
    internal static PaymentView Of(ClaimPayment payment) =>
        new(
            payment.PayeeId,
            payment.Amount.Centimos,
            payment.Attempt,
            ClaimWords.CodeOf(payment.Status),
            payment.Reason is { } reason ? ClaimReasons.TextOf(reason) : null,
            payment.BankReference
        );
}
