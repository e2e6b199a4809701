using Serverless.TestKit;
using Serverless.TestKit.Ledgers;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>The proof of ADR 0002 at length: <c>SOAK_ROUNDS=5000 dotnet test tests/Soak --filter Crash</c>.</summary>
public sealed class CrashSoakTests(ITestOutputHelper output)
{
    private const int UsualRounds = 2_000;

    [Fact]
    public async Task Thousands_of_seeded_rounds_deliver_exactly_what_was_committed()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("SOAK_ROUNDS"), out var asked) ? asked : UsualRounds;
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var sent = 0L;
        for (var seed = 1; seed <= rounds; seed++)
        {
            var outcome = await SeededRound.RunAsync(account, seed);

            Assert.True(outcome.ChainsHold, $"seed {seed}: a hash chain is broken");
            Assert.True(
                outcome.Numbers.Order().SequenceEqual(Enumerable.Range(1, (int)outcome.Sent).Select(n => (long)n)),
                $"seed {seed}: lost or repeated"
            );
            Assert.Equal(outcome.Sent, outcome.Received);
            sent += outcome.Sent;
        }

        output.WriteLine($"{rounds} rounds, {sent} units sent and received once each");
    }
}
