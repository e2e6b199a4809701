using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>How principal is spread over the instalments.</summary>
internal enum Modality
{
    /// <summary>Equal instalments (French).</summary>
    LevelInstalment,

    /// <summary>Equal principal, falling instalments (German).</summary>
    EqualPrincipal,

    /// <summary>Principal grows as 1, 2, 3 … (sum of digits).</summary>
    GrowingPrincipal,

    /// <summary>Interest on each date, all principal on the last (American).</summary>
    Bullet,
}

/// <summary>What is not paid during the first instalments.</summary>
internal enum GraceKind
{
    None,

    /// <summary>Nothing is paid; interest and insurance are added to the debt by contract.</summary>
    Total,

    /// <summary>Interest, insurance and charges are paid, principal is not.</summary>
    Partial,
}

/// <summary>Grace over the first instalments; they count within the term.</summary>
internal sealed record Grace(GraceKind Kind, int Periods)
{
    public static readonly Grace None = new(GraceKind.None, 0);
}

/// <summary>How lenders charge credit life insurance (domain.md §2.2).</summary>
internal enum InsuranceMethod
{
    /// <summary>Rate times opening balance, added to each row.</summary>
    OpeningBalance,

    /// <summary>The same premiums, levelled: each row carries their mean.</summary>
    MeanPremium,

    /// <summary>A daily insurance rate is added to the daily interest rate, so that one factor sum gives the all-in instalment.</summary>
    InsideDailyRate,

    /// <summary>Rate times opening balance inside an instalment that is level all in.</summary>
    LevelAllIn,
}

/// <summary>Credit life insurance of a credit.</summary>
/// <param name="Method">How it is charged.</param>
/// <param name="Monthly">Rate of thirty days on the balance.</param>
/// <param name="ByDays">Whether the premium follows the real days of the row (rate / 30 × days).</param>
internal sealed record Insurance(InsuranceMethod Method, Rate Monthly, bool ByDays = false)
{
    public static readonly Insurance None = new(InsuranceMethod.OpeningBalance, Rate.Zero);

    /// <summary>Whether the level instalment already holds the premium.</summary>
    public bool IsInsideInstalment => Method is InsuranceMethod.InsideDailyRate or InsuranceMethod.LevelAllIn;
}

/// <summary>Rounding of a product: of the instalment, and of the interest and insurance of a row. The last row absorbs.</summary>
internal sealed record ScheduleRounding(RoundingPolicy Instalment, RoundingPolicy Rows)
{
    public static readonly ScheduleRounding Centimo = new(RoundingPolicy.Centimo, RoundingPolicy.Centimo);
    public static readonly ScheduleRounding FiveCentimos = new(RoundingPolicy.FiveCentimos, RoundingPolicy.Centimo);
    public static readonly ScheduleRounding None = new(RoundingPolicy.None, RoundingPolicy.None);
}

/// <summary>Everything that a schedule follows from.</summary>
internal sealed record CreditTerms
{
    public required Money Amount { get; init; }

    /// <summary>Effective annual rate over 360 days.</summary>
    public required Rate Tea { get; init; }

    /// <summary>The day on which the money is received and from which interest runs.</summary>
    public required DateOnly Disbursed { get; init; }

    /// <summary>How many instalments, those in grace included.</summary>
    public required int Instalments { get; init; }

    public required DueCalendar Calendar { get; init; }

    public Modality Modality { get; init; }

    public Grace Grace { get; init; } = Grace.None;

    public Insurance Insurance { get; init; } = Insurance.None;

    public ScheduleRounding Rounding { get; init; } = ScheduleRounding.Centimo;

    /// <summary>Fixed charge in each instalment.</summary>
    public Money ChargePerInstalment { get; init; }

    /// <summary>What is kept back from the money at disbursement; raises the TCEA.</summary>
    public Money UpfrontCharges { get; init; }
}
