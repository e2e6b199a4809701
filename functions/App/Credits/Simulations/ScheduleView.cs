using System.Collections;
using System.Text.Json.Serialization;
using Serverless.App.Credits.Schedules;

namespace Serverless.App.Credits.Simulations;

/// <summary>A schedule as it is shown: each row is made when it is asked for, and none is held.</summary>
internal sealed class ScheduleView(Schedule schedule) : IReadOnlyList<ScheduleRowView>
{
    public int Count => schedule.Rows.Length;

    public ScheduleRowView this[int index] => ScheduleRowView.Of(in schedule.Rows.ItemRef(index));

    public IEnumerator<ScheduleRowView> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A row of the schedule, amounts in céntimos.</summary>
[method: JsonConstructor]
internal readonly record struct ScheduleRowView(
    int Number,
    DateOnly Due,
    DateOnly PayBy,
    int Days,
    long OpeningCentimos,
    long InterestCentimos,
    long InsuranceCentimos,
    long ChargeCentimos,
    long PrincipalCentimos,
    long InstalmentCentimos,
    long ClosingCentimos
)
{
    internal static ScheduleRowView Of(in ScheduleRow row)
    {
        var (opening, interest, insurance) = (row.Opening.Centimos, row.Interest.Centimos, row.Insurance.Centimos);
        var (charge, principal, capitalised) = (row.Charge.Centimos, row.Principal.Centimos, row.Capitalised.Centimos);
        return new(
            row.Number,
            row.Due,
            row.PayBy,
            row.Days,
            opening,
            interest,
            insurance,
            charge,
            principal,
            principal + interest + insurance + charge - capitalised,
            opening + capitalised - principal
        );
    }
}
