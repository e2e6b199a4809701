using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Storage;

/// <summary>The proof of ADR 0002 on a small scale; tests/Soak runs thousands of rounds.</summary>
public sealed class CrashTests
{
    private const int Commands = 2;

    [Theory]
    [InlineData(Fault.CrashBefore)]
    [InlineData(Fault.CrashAfter)]
    [InlineData(Fault.DropAnswer)]
    public async Task Fault_between_any_two_steps_loses_nothing_and_repeats_nothing(Fault fault)
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        for (int at = 1, steps = 1; at <= steps; at++)
        {
            var here = at;
            var round = new CrashRound(account, $"r{at}", step => step == here ? fault : Fault.None);

            var outcome = await round.RunAsync(Commands, givesUp: _ => false);

            Assert.Equal((Commands, Commands, true), (outcome.Sent, outcome.Received, outcome.ChainsHold));
            Assert.Equal([1L, 2L], outcome.Numbers.Order());
            steps = round.Steps;
        }
    }

    [Theory]
    [InlineData(Fault.DropAnswer)]
    [InlineData(Fault.FailBefore)]
    public async Task Call_of_which_no_try_is_answered_loses_nothing_and_repeats_nothing(Fault fault)
    {
        const int Tries = 4;
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        for (int at = 1, steps = 1; at <= steps; at++)
        {
            var here = at;
            var round = new CrashRound(account, $"u{at}", step => step >= here && step < here + Tries ? fault : Fault.None);

            var outcome = await round.RunAsync(Commands, givesUp: _ => false);

            Assert.Equal((Commands, Commands, true), (outcome.Sent, outcome.Received, outcome.ChainsHold));
            Assert.Equal([1L, 2L], outcome.Numbers.Order());
            steps = round.Steps - (2 * Tries);
        }
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
}
