using System.Collections.Concurrent;
using Serverless.App.Credits.Products;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Credits.Simulations;

/// <summary>
/// Answers given since the tables were read: half a minute ago at most, ten while storage fails. Everybody who opens the screen asks for
/// the figures that it opens with, and a campaign sends thousands to one amount: the second gets the bytes of the first. A question with
/// a payslip or with debts is somebody's own and is never kept; comparisons are left out as well.
/// </summary>
internal sealed class GivenAnswers
{
    /// <summary>Of 17 KB at most for sixty instalments: 4 MB. Later questions are worked out each time until the tables are read again.</summary>
    internal const int Most = 256;

    private volatile Given _given = new(null);

    /// <summary>The answer to the same question of the same day over the same tables; null when it was not given yet.</summary>
    internal WrittenOk<SimulationView>? Find(SimulationRequest request, DateOnly day, CreditTables tables)
    {
        var given = _given;
        return given.Tables == tables && IsAnybodys(request) ? given.Answers.GetValueOrDefault((day, request)) : null;
    }

    /// <summary>Keeps an answer where there is a place for it.</summary>
    /// <returns>The answer to give.</returns>
    internal WrittenOk<SimulationView> Keep(SimulationRequest request, DateOnly day, CreditTables tables, WrittenOk<SimulationView> answer)
    {
        if (!IsAnybodys(request))
        {
            return answer;
        }

        var given = _given;
        if (given.Tables != tables)
        {
            _given = given = new(tables);
        }

        if (!given.TakePlace())
        {
            return answer;
        }

        var kept = answer.Kept();
        if (!given.Answers.TryAdd((day, request), kept))
        {
            given.GiveBack();
        }

        return kept;
    }

    private static bool IsAnybodys(SimulationRequest request) => request is { Payslip: null, Debts: null, Compare: null };

    private sealed class Given(CreditTables? tables)
    {
        private int _places;

        internal CreditTables? Tables => tables;

        internal ConcurrentDictionary<(DateOnly Day, SimulationRequest Request), WrittenOk<SimulationView>> Answers { get; } = new();

        // Counted here: asking the dictionary takes every lock of it.
        internal bool TakePlace() => Volatile.Read(ref _places) < Most && Interlocked.Increment(ref _places) <= Most;

        internal void GiveBack() => Interlocked.Decrement(ref _places);
    }
}
