using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>What a member wishes of a product.</summary>
/// <param name="FirstDue">Null for the first day that the product allows a month ahead.</param>
internal sealed record CreditWish(Money Amount, int Instalments, Grace Grace, DateOnly? FirstDue)
{
    /// <summary>The member endorses a policy of their own to the fund, which then charges none.</summary>
    public bool OwnInsurance { get; init; }
}

/// <summary>A product in force: its figures in the types that rules calculate with.</summary>
internal sealed class Product
{
    private readonly AllocationOrder _allocation;

    internal Product(ProductRow row)
    {
        Row = row;
        Min = Money.FromCentimos(row.MinCentimos);
        Max = Money.FromCentimos(row.MaxCentimos);
        ApprovalOver = Money.FromCentimos(row.ApprovalOverCentimos);
        Tea = Rate.FromPercent(row.TeaPercent);
        Moratory = Rate.FromPercent(row.MoratoryPercent);
        _allocation = new([.. row.Allocation.Select(name => Enum.Parse<DueComponent>(name))], row.OldestFirst);
    }

    internal ProductRow Row { get; }

    internal string Code => Row.Code;

    /// <summary>The first day in force names the version.</summary>
    internal string Version => Row.From.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    internal Money Min { get; }

    internal Money Max { get; }

    internal Money ApprovalOver { get; }

    internal Rate Tea { get; }

    internal Rate Moratory { get; }

    internal Rate Kept => Rate.FromPercent(Row.KeptPercent);

    /// <summary>The terms of a credit of this product whose money is received on a day.</summary>
    /// <returns>
    /// The terms, or <c>credits.amount-out-of-range</c>, <c>-term-out-of-range</c>, <c>-grace-not-allowed</c>, <c>-first-due-invalid</c>.
    /// </returns>
    internal Result<AgreedTerms> Terms(CreditWish wish, DateOnly day)
    {
        var firstDue = wish.FirstDue ?? FirstDueAfter(day);
        if (Refuse(wish, firstDue.DayNumber - day.DayNumber) is { } refused)
        {
            return refused;
        }

        return new AgreedTerms
        {
            Amount = wish.Amount,
            Tea = Tea,
            MoratoryTea = Moratory,
            Disbursed = day,
            Instalments = wish.Instalments,
            FirstDue = firstDue,
            DayOfMonth = firstDue.Day,
            NonWorking = Row.NonWorking,
            Modality = Row.Modality,
            Grace = wish.Grace,
            Insurance = wish.OwnInsurance
                ? Insurance.None
                : new(Row.InsuranceMethod, Rate.FromPercent(Row.InsuranceMonthlyPercent), Row.InsuranceByDays),
            InstalmentStep = Row.InstalmentStep,
            ChargePerInstalment = Money.FromCentimos(Row.ChargeCentimos),
            UpfrontCharges = Money.FromCentimos(Row.UpfrontCentimos),
            Allocation = _allocation,
            PrepaymentAbove = Row.PrepaymentAbove,
        };
    }

    private DateOnly FirstDueAfter(DateOnly day)
    {
        var month = day.AddMonths(1);
        return month.DayNumber - day.DayNumber >= Row.FirstDueMinDays ? month : day.AddDays(Row.FirstDueMinDays);
    }

    private Error? Refuse(CreditWish wish, int daysToFirstDue) =>
        wish.Amount < Min || wish.Amount > Max ? CatalogueErrors.AmountOutOfRange.With("min", Min.ToString()).With("max", Max.ToString())
        : wish.Instalments < Row.MinInstalments || wish.Instalments > Row.MaxInstalments
            ? CatalogueErrors.TermOutOfRange.With("min", $"{Row.MinInstalments}").With("max", $"{Row.MaxInstalments}")
        : wish.Grace.Periods > Longest(wish.Grace.Kind) || wish.Grace.Periods < 0
            ? CatalogueErrors.GraceNotAllowed.With("total", $"{Row.TotalGrace}").With("partial", $"{Row.PartialGrace}")
        : daysToFirstDue < Row.FirstDueMinDays || daysToFirstDue > Row.FirstDueMaxDays ? CreditErrors.FirstDueInvalid
        : null;

    private int Longest(GraceKind kind) =>
        kind switch
        {
            GraceKind.Total => Row.TotalGrace,
            GraceKind.Partial => Row.PartialGrace,
            _ => 0,
        };
}
