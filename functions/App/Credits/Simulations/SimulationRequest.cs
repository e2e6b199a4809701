using Serverless.App.Credits.Caps;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Simulations;

/// <summary>What somebody wants to know the cost of (row D30). Amounts in céntimos.</summary>
/// <param name="Grace"><c>none</c>, <c>partial</c> or <c>total</c>.</param>
/// <param name="OwnInsurance">The member brings a policy of their own, endorsed to the fund.</param>
/// <param name="Payslip">To see whether the instalment fits.</param>
/// <param name="Compare">Other numbers of instalments, six at most.</param>
/// <param name="Debts">What-if: debts with other lenders that the credit would buy, ten at most.</param>
internal sealed record SimulationRequest(
    string Product,
    long AmountCentimos,
    int Instalments,
    string? Grace = null,
    int? GracePeriods = null,
    bool OwnInsurance = false,
    DateOnly? FirstDue = null,
    PayslipFigures? Payslip = null,
    IReadOnlyList<int>? Compare = null,
    IReadOnlyList<ForeignDebt>? Debts = null
)
{
    /// <returns>The wish, or <c>credits.amount-invalid</c>, <c>credits.grace-invalid</c>.</returns>
    internal Result<CreditWish> Wish() => CreditWishes.Of(AmountCentimos, Instalments, Grace, GracePeriods ?? 0, OwnInsurance, FirstDue);
}

/// <summary>A credit as callers wish for it, in words and céntimos.</summary>
internal static class CreditWishes
{
    private const long HighestCentimos = 100_000_000_000;

    internal static Result<CreditWish> Of(
        long amountCentimos,
        int instalments,
        string? grace,
        int periods,
        bool ownInsurance,
        DateOnly? firstDue
    ) =>
        amountCentimos is <= 0 or > HighestCentimos
            ? CreditErrors.AmountInvalid
            : Kind(grace)
                .Then<CreditWish>(kind =>
                    kind == GraceKind.None && periods != 0
                        ? CreditErrors.GraceInvalid
                        : new CreditWish(Money.FromCentimos(amountCentimos), instalments, new Grace(kind, periods), firstDue)
                        {
                            OwnInsurance = ownInsurance,
                        }
                );

    private static Result<GraceKind> Kind(string? grace) =>
        grace switch
        {
            null or "none" => GraceKind.None,
            "partial" => GraceKind.Partial,
            "total" => GraceKind.Total,
            _ => CreditErrors.GraceInvalid,
        };
}

/// <summary>A payslip in céntimos.</summary>
/// <param name="LegalCentimos">Pension, health, tax.</param>
/// <param name="VoluntaryCentimos">Discounts already agreed with anybody.</param>
internal sealed record PayslipFigures(long GrossCentimos, long LegalCentimos, long JudicialCentimos, long VoluntaryCentimos)
{
    internal Payslip ToPayslip() =>
        new(
            Money.FromCentimos(GrossCentimos),
            Money.FromCentimos(LegalCentimos),
            Money.FromCentimos(JudicialCentimos),
            Money.FromCentimos(VoluntaryCentimos)
        );
}

/// <summary>A debt with another lender.</summary>
internal sealed record ForeignDebt(long BalanceCentimos, long InstalmentCentimos, int InstalmentsLeft);
