using System.Collections.Immutable;

namespace Serverless.Platform.Kernel;

/// <summary>One value of the law or of the board, from when to when, and where it is written.</summary>
/// <param name="Value">The value in force.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="ValidTo">Last day in force; null while nothing replaces it.</param>
/// <param name="Source">Law, circular, board resolution or publication; never empty.</param>
public sealed record EffectiveValue<T>(T Value, DateOnly ValidFrom, DateOnly? ValidTo, string Source);

/// <summary>
/// A value over time: the law's numbers are data (architecture §1.5). Built only from rows that follow each other without gap or
/// overlap, so that every day between its ends has exactly one value with its source.
/// </summary>
public sealed class EffectiveDated<T>
{
    private EffectiveDated(ImmutableArray<EffectiveValue<T>> values) => Values = values;

    /// <summary>The rows, oldest first.</summary>
    public ImmutableArray<EffectiveValue<T>> Values { get; }

    /// <returns>
    /// The table, or <c>platform.effective-empty</c>, <c>-source-missing</c>, <c>-reversed</c>, <c>-overlap</c>, <c>-gap</c>.
    /// </returns>
    public static Result<EffectiveDated<T>> Create(IEnumerable<EffectiveValue<T>> values)
    {
        var ordered = values.OrderBy(value => value.ValidFrom).ToImmutableArray();
        if (ordered.IsEmpty)
        {
            return Error.Invalid("platform.effective-empty");
        }

        for (var i = 0; i < ordered.Length; i++)
        {
            if (Wrong(ordered[i], i + 1 < ordered.Length ? ordered[i + 1] : null) is { } error)
            {
                return error.With("validFrom", ordered[i].ValidFrom.ToString("O"));
            }
        }

        return new EffectiveDated<T>(ordered);
    }

    /// <summary>The row in force on a date, with its source.</summary>
    /// <returns>The row, or <c>platform.effective-none-on-date</c>.</returns>
    public Result<EffectiveValue<T>> RowAt(DateOnly date)
    {
        for (var i = Values.Length - 1; i >= 0; i--)
        {
            var row = Values[i];
            if (row.ValidFrom <= date)
            {
                return row.ValidTo < date ? NoneOn(date) : row;
            }
        }

        return NoneOn(date);
    }

    /// <summary>The value in force on a date.</summary>
    /// <returns>The value, or <c>platform.effective-none-on-date</c>.</returns>
    public Result<T> At(DateOnly date) => RowAt(date) is { IsSuccess: true } row ? row.Value.Value : NoneOn(date);

    private static Error? Wrong(EffectiveValue<T> row, EffectiveValue<T>? next)
    {
        if (string.IsNullOrWhiteSpace(row.Source))
        {
            return Error.Invalid("platform.effective-source-missing");
        }

        if (row.ValidTo < row.ValidFrom)
        {
            return Error.Invalid("platform.effective-reversed");
        }

        if (next is null)
        {
            return null;
        }

        return row.ValidTo is not { } to || next.ValidFrom <= to ? Error.Invalid("platform.effective-overlap")
            : next.ValidFrom > to.AddDays(1) ? Error.Invalid("platform.effective-gap")
            : null;
    }

    private static Error NoneOn(DateOnly date) => Error.Unprocessable("platform.effective-none-on-date").With("date", date.ToString("O"));
}
