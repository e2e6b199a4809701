using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Terms;

/// <summary>What the board fixes about benefits. A claim keeps the terms of the day on which it was registered.</summary>
/// <param name="Version">Stored with every calculation.</param>
/// <param name="InvalidityTargetUnits">Account and complement together reach this many tax units.</param>
/// <param name="DeathTargetUnits">The same for a death.</param>
/// <param name="RefundMonthlyInterest">Fraction per month on contributions that were discounted wrongly; 0 pays none.</param>
/// <param name="SlaWorkingDays">From registration to payment, without the time that waits for the claimant.</param>
/// <param name="SubmitWithinDays">Then the papers are checked as they are.</param>
/// <param name="ObservationDays">Then an observed claim is abandoned.</param>
/// <param name="ReminderDays">Days after an observation on which the claimant is reminded.</param>
/// <param name="SecondApprovalOverSoles">A larger gross amount needs a second approver.</param>
/// <param name="AppealWorkingDays">Within which a refusal can be appealed against.</param>
/// <param name="LargestFileBytes">Per document.</param>
/// <param name="RetirementAge">Years at which service as a state teacher ends by law; 0 in claims of before this rule, which it leaves alone.</param>
internal sealed record BenefitTerms(
    string Version,
    decimal InvalidityTargetUnits,
    decimal DeathTargetUnits,
    decimal RefundMonthlyInterest,
    int SlaWorkingDays,
    int SubmitWithinDays,
    int ObservationDays,
    ImmutableArray<int> ReminderDays,
    decimal SecondApprovalOverSoles,
    int AppealWorkingDays,
    long LargestFileBytes,
    int RetirementAge
)
{
    /// <returns>The terms over time, or the error of the first row that leaves a gap, overlaps or names no source.</returns>
    internal static Result<EffectiveDated<BenefitTerms>> Read(Stream json) =>
        EffectiveDated<BenefitTerms>.Create(
            JsonSerializer
                .Deserialize(json, BenefitSeedJson.Default.BenefitTermsRowArray)!
                .Select(row => new EffectiveValue<BenefitTerms>(row.ToTerms(), row.From, row.To, row.Source))
        );

    /// <summary>The rows shipped with the program.</summary>
    internal static EffectiveDated<BenefitTerms> Shipped()
    {
        using var stream = typeof(BenefitTerms).Assembly.GetManifestResourceStream("benefit-terms.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record BenefitTermsRow(
    string Version,
    DateOnly From,
    DateOnly? To,
    decimal InvalidityTargetUnits,
    decimal DeathTargetUnits,
    decimal RefundMonthlyInterest,
    int SlaWorkingDays,
    int SubmitWithinDays,
    int ObservationDays,
    ImmutableArray<int> ReminderDays,
    decimal SecondApprovalOverSoles,
    int AppealWorkingDays,
    long LargestFileBytes,
    int RetirementAge,
    string Source
)
{
    internal BenefitTerms ToTerms() =>
        new(
            Version,
            InvalidityTargetUnits,
            DeathTargetUnits,
            RefundMonthlyInterest,
            SlaWorkingDays,
            SubmitWithinDays,
            ObservationDays,
            ReminderDays,
            SecondApprovalOverSoles,
            AppealWorkingDays,
            LargestFileBytes,
            RetirementAge
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BenefitTermsRow[]))]
[JsonSerializable(typeof(DocumentListRow[]))]
internal sealed partial class BenefitSeedJson : JsonSerializerContext;
