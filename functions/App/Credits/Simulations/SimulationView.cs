using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.App.Credits.Caps;

namespace Serverless.App.Credits.Simulations;

/// <summary>What a credit would cost: no promise, nothing stored. Amounts in céntimos, rates in percent.</summary>
internal sealed record SimulationView(
    CreditSheet Summary,
    IReadOnlyList<ScheduleRowView> Schedule,
    CapView Cap,
    FitView? Fit,
    IReadOnlyList<ComparisonView> Comparison,
    DebtPurchaseView? DebtPurchase
);

/// <summary>The highest rate that the law allowed on the day.</summary>
/// <param name="Carried">The figure of the day is not entered yet; the lowest ever published binds.</param>
internal sealed record CapView(decimal Percent, string Source, bool Carried)
{
    internal static CapView Of(RateCapInForce cap) => new(cap.Value.Compensatory.Percent, cap.Source, cap.Carried);
}

/// <summary>Whether the instalment fits the payslip (DS 010-2014-EF), and what would.</summary>
internal sealed record FitView(bool Fits, long HighestInstalmentCentimos, long? LargestAmountCentimos, int? ShortestTerm);

/// <summary>The same credit over another term.</summary>
internal sealed record ComparisonView(
    int Instalments,
    long InstalmentCentimos,
    decimal TceaPercent,
    long TotalPaidCentimos,
    DateOnly LastDue
);

/// <summary>What buying the debts would change.</summary>
/// <param name="ToMemberCentimos">What is left of the credit.</param>
/// <param name="MonthlyNowCentimos">All instalments of the debts together.</param>
/// <param name="MonthlySavingCentimos">Negative when the new instalment is higher.</param>
/// <param name="TotalNowCentimos">What is left to pay on the debts as they are.</param>
/// <param name="TotalThenCentimos">What the credit would cost in all, without what is left to the member.</param>
internal sealed record DebtPurchaseView(
    long BoughtCentimos,
    long ToMemberCentimos,
    long MonthlyNowCentimos,
    long MonthlySavingCentimos,
    long TotalNowCentimos,
    long TotalThenCentimos
);

/// <summary>The parts of the answer with the options of answers and nothing of rows and messages, so that generated code may write them directly.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CreditSheet))]
[JsonSerializable(typeof(CapView))]
[JsonSerializable(typeof(FitView))]
[JsonSerializable(typeof(IReadOnlyList<ComparisonView>))]
[JsonSerializable(typeof(DebtPurchaseView))]
internal sealed partial class SimulationJson : JsonSerializerContext;
