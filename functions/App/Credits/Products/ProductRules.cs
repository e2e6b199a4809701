using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Caps;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>What a product must be before anybody can borrow under it: no figure out of range, no rate above the cap of its days.</summary>
internal static partial class ProductRules
{
    private const int LongestTerm = 120;
    private const long HighestCentimos = 100_000_000;

    private static readonly string[] Kinds = ["nombrado", "contratado", "cesante", "auxiliar", "otro"];

    /// <returns>Done, <c>credits.product-invalid</c> with the field, or what the cap says.</returns>
    internal static Result<Done> Check(ProductRow row, RateCaps caps)
    {
        if (WrongField(row) is { } field)
        {
            return CatalogueErrors.ProductInvalid.With("field", field);
        }

        return caps.Check(row.Regime, row.From, Rate.FromPercent(row.TeaPercent), Rate.FromPercent(row.MoratoryPercent));
    }

    /// <summary>The versions of a product with a new one; the one in force until then ends the day before.</summary>
    /// <returns>The rows, or the error of a table that would overlap or leave a gap.</returns>
    internal static Result<ImmutableArray<ProductRow>> Publish(ImmutableArray<ProductRow> rows, ProductRow added, DateOnly today)
    {
        if (added.From <= today)
        {
            // What was quoted today must not change today.
            return CatalogueErrors.ProductInvalid.With("field", "from");
        }

        ImmutableArray<ProductRow> after =
        [
            .. rows.Select(row => row.Code == added.Code && row.To is null && row.From < added.From ? Ended(row, added) : row),
            added,
        ];
        var table = EffectiveDated<Product>.Create(after.Where(row => row.Code == added.Code).Select(row => row.ToValue()));
        return table.IsSuccess ? after : table.Error;
    }

    private static ProductRow Ended(ProductRow row, ProductRow next) => row with { To = next.From.AddDays(-1) };

    private static string? WrongField(ProductRow row) =>
        row.Code is null || !Code().IsMatch(row.Code) ? "code"
        : row.Name is not { Length: >= 3 and <= 60 } ? "name"
        : row.Source is not { Length: >= 5 and <= 300 } ? "source"
        : row.To < row.From ? "to"
        : row.MinCentimos <= 0 || row.MinCentimos > row.MaxCentimos || row.MaxCentimos > HighestCentimos ? "maxCentimos"
        : row.MinInstalments < 1 || row.MinInstalments > row.MaxInstalments || row.MaxInstalments > LongestTerm ? "maxInstalments"
        : row.TeaPercent <= 0 ? "teaPercent"
        : row.MoratoryPercent < 0 ? "moratoryPercent"
        : row.InsuranceMonthlyPercent is < 0 or > 5 ? "insuranceMonthlyPercent"
        : row.TotalGrace < 0 || row.TotalGrace >= row.MinInstalments ? "totalGrace"
        : row.PartialGrace < 0 || row.PartialGrace >= row.MinInstalments ? "partialGrace"
        : row.ChargeCentimos < 0 ? "chargeCentimos"
        : row.UpfrontCentimos < 0 || row.UpfrontCentimos >= row.MinCentimos ? "upfrontCentimos"
        : row.InstalmentStep is not (0.01m or 0.05m) ? "instalmentStep"
        : !IsOrder(row) ? "allocation"
        : row.PrepaymentAbove < 1 ? "prepaymentAbove"
        : row.FirstDueMinDays < 1 || row.FirstDueMaxDays is < 31 or > 90 || row.FirstDueMinDays > 31 ? "firstDueMaxDays"
        : row.Kinds.IsDefaultOrEmpty || row.Kinds.Except(Kinds).Any() ? "kinds"
        : row.AgeLimit is < 18 or > 100 ? "ageLimit"
        : row.PayslipMonths is < 1 or > 12 ? "payslipMonths"
        : row.KeptPercent is < 50 or > 100 ? "keptPercent"
        : row.WorstClass is < 0 or > 4 ? "worstClass"
        : row.ApprovalOverCentimos < 0 ? "approvalOverCentimos"
        : row.PhoneCoolDownHours is < 0 or > 240 ? "phoneCoolDownHours"
        : row.RequestDays is < 1 or > 60 ? "requestDays"
        : null;

    private static bool IsOrder(ProductRow row) =>
        !row.Allocation.IsDefaultOrEmpty
        && row.Allocation.All(name => Enum.TryParse<DueComponent>(name, out var component) && component.ToString() == name)
        && new AllocationOrder([.. row.Allocation.Select(name => Enum.Parse<DueComponent>(name))], row.OldestFirst).IsComplete;

    [GeneratedRegex("^[A-Z][A-Z_]{2,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
