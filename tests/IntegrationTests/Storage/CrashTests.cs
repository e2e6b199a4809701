using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Storage;

/// <summary>The proof of ADR 0002 on a small scale; tests/Soak runs thousands of rounds.</summary>
[TakesSeconds(30)]
public sealed class CrashTests
{
    private const int Commands = 2;
    private const int Lanes = 4;

    [Theory]
    [InlineData(Fault.CrashBefore)]
    [InlineData(Fault.CrashAfter)]
    [InlineData(Fault.DropAnswer)]
    public async Task Fault_between_any_two_steps_loses_nothing_and_repeats_nothing(Fault fault)
    {
        await AtEveryStepAsync(here => step => step == here ? fault : Fault.None, round => round.Steps);
    }

    [Theory]
    [InlineData(Fault.DropAnswer)]
    [InlineData(Fault.FailBefore)]
    public async Task Call_of_which_no_try_is_answered_loses_nothing_and_repeats_nothing(Fault fault)
    {
        const int Tries = 4;
        await AtEveryStepAsync(
            here => step => step >= here && step < here + Tries ? fault : Fault.None,
            round => round.Steps - (2 * Tries)
        );
    }

    [Fact]
    public async Task Random_crashes_with_callers_who_give_up_deliver_exactly_what_was_committed()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        for (var seed = 1; seed <= 25; seed++)
        {
            var outcome = await SeededRound.RunAsync(account, seed);

            Assert.True(outcome.ChainsHold, $"seed {seed}");
            Assert.True(outcome.Numbers.Order().SequenceEqual(Enumerable.Range(1, (int)outcome.Sent).Select(n => (long)n)), $"seed {seed}");
            Assert.Equal(outcome.Sent, outcome.Received);
        }
    }

    /// <summary>One round for each step, some side by side in accounts of their own: what a round waits for is time.</summary>
    private static async Task AtEveryStepAsync(Func<int, Func<int, Fault>> faultAt, Func<CrashRound, int> stepsOf)
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => AzuriteAccount.CreateAsync(Ledger.Manifest)));
        for (int at = 1, steps = 1; at <= steps; at += Lanes)
        {
            var ended = await Task.WhenAll(lanes.Select((account, lane) => RunAsync(account, at + lane)));
            steps = ended.Max();
        }

        async Task<int> RunAsync(StorageOptions account, int at)
        {
            var round = new CrashRound(account, $"r{at}", faultAt(at));

            var outcome = await round.RunAsync(Commands, givesUp: _ => false);

            Assert.Equal((Commands, Commands, true), (outcome.Sent, outcome.Received, outcome.ChainsHold));
            Assert.Equal([1L, 2L], outcome.Numbers.Order());
            return stepsOf(round);
        }
    }
}
