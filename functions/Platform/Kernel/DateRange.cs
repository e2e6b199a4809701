namespace Serverless.Platform.Kernel;

/// <summary>Days from the first to the last, both included; without a last day it is open.</summary>
public sealed record DateRange
{
    private DateRange(DateOnly from, DateOnly? to) => (From, To) = (from, to);

    public DateOnly From { get; }

    /// <summary>The last day that belongs to the range; null when it has no end yet.</summary>
    public DateOnly? To { get; }

    /// <returns>The range, or <c>platform.date-range-reversed</c>.</returns>
    public static Result<DateRange> Create(DateOnly from, DateOnly? to) =>
        to < from ? Error.Invalid("platform.date-range-reversed") : new DateRange(from, to);

    public static DateRange Open(DateOnly from) => new(from, null);

    public bool Contains(DateOnly date) => date >= From && (To is not { } to || date <= to);

    public bool Overlaps(DateRange other) => Contains(other.From) || other.Contains(From);

    /// <summary>How many days belong to it; null when it is open.</summary>
    public int? Days => To is { } to ? to.DayNumber - From.DayNumber + 1 : null;
}
