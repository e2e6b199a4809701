using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Caps;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>What a product is lent for.</summary>
internal enum ProductPurpose
{
    /// <summary>Money to the member.</summary>
    Consumption,

    /// <summary>Money to other lenders; what is left goes to the member (row D18).</summary>
    DebtPurchase,

    /// <summary>A larger credit that first closes an open one (ampliación).</summary>
    TopUp,
}

/// <summary>
/// A version of a credit product as data: as it is shipped, entered, kept and shown to officers. No figure of it stands in code
/// (architecture §1.5). Amounts in céntimos, rates in percent.
/// </summary>
internal sealed record ProductRow
{
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<ProductPurpose>))]
    public ProductPurpose Purpose { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Board resolution, or what stands in for one.</summary>
    public required string Source { get; init; }

    public required long MinCentimos { get; init; }

    public required long MaxCentimos { get; init; }

    public required int MinInstalments { get; init; }

    public required int MaxInstalments { get; init; }

    /// <summary>Effective annual rate over 360 days.</summary>
    public required decimal TeaPercent { get; init; }

    public decimal MoratoryPercent { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<RateCapRegime>))]
    public RateCapRegime Regime { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<InsuranceMethod>))]
    public InsuranceMethod InsuranceMethod { get; init; }

    public decimal InsuranceMonthlyPercent { get; init; }

    public bool InsuranceByDays { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Modality>))]
    public Modality Modality { get; init; }

    /// <summary>Months without any payment that a member may ask for.</summary>
    public int TotalGrace { get; init; }

    /// <summary>Months of interest and insurance only.</summary>
    public int PartialGrace { get; init; }

    public long ChargeCentimos { get; init; }

    public long UpfrontCentimos { get; init; }

    /// <summary>Instalments are rounded to it, in soles.</summary>
    /// <remarks>Settable, like all below with a default: generated JSON code gives an absent <c>init</c> property its type's default.</remarks>
    public decimal InstalmentStep { get; set; } = 0.01m;

    [JsonConverter(typeof(JsonStringEnumConverter<NonWorkingDueDate>))]
    public NonWorkingDueDate NonWorking { get; set; } = NonWorkingDueDate.AfterSundayOrHoliday;

    /// <summary>Names of <see cref="DueComponent"/>, first paid first.</summary>
    public required ImmutableArray<string> Allocation { get; init; }

    public bool OldestFirst { get; set; } = true;

    /// <summary>Above so many instalments a payment is a prepayment.</summary>
    public int PrepaymentAbove { get; set; } = 2;

    public int FirstDueMinDays { get; init; }

    public int FirstDueMaxDays { get; init; }

    /// <summary>Kinds of members who may have it.</summary>
    public required ImmutableArray<string> Kinds { get; init; }

    /// <summary>Oldest age on the last due date.</summary>
    public int AgeLimit { get; init; }

    /// <summary>How old the payslip may be.</summary>
    public int PayslipMonths { get; init; }

    /// <summary>Share of the net pay that stays with the worker.</summary>
    public decimal KeptPercent { get; init; }

    /// <summary>The worst classification of the bureau that is lent to: 0 Normal, 1 CPP, …</summary>
    public int WorstClass { get; init; }

    /// <summary>Above it a second officer agrees (row D08).</summary>
    public long ApprovalOverCentimos { get; init; }

    /// <summary>How long after a change of phone nothing is accepted (domain.md §3.3): a stolen number must not borrow.</summary>
    public int PhoneCoolDownHours { get; set; } = 24;

    /// <summary>How long a request may stay unfinished.</summary>
    public int RequestDays { get; init; }

    internal EffectiveValue<Product> ToValue() => new(new Product(this), From, To, Source);
}
