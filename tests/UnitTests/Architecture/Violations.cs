// Types that break one rule each, so that every rule is seen failing on every run.
namespace Serverless.UnitTests.Architecture.Violations.Fund
{
    internal sealed class Account(Credits.Loan loan, Credits.Messages.LoanDisbursed message)
    {
        public override string ToString() => $"{loan}{message}";
    }

    internal sealed class AccountInBody
    {
        public override string ToString() => Credits.Loan.Name;
    }

    internal sealed class AccountOfMessages
    {
        public override string ToString() => nameof(AccountOfMessages) + new Credits.Messages.LoanDisbursed();
    }
}

namespace Serverless.UnitTests.Architecture.Violations.Credits
{
    internal sealed class Loan
    {
        internal static string Name => typeof(Loan).Name;
    }
}

namespace Serverless.UnitTests.Architecture.Violations.Credits.Messages
{
    internal sealed record LoanDisbursed;
}

namespace Serverless.UnitTests.Architecture.Violations
{
    internal static class ClockRules
    {
        internal static int Year() => DateTimeOffset.UtcNow.Year;
    }

    internal static class LambdaClockRules
    {
        internal static int[] Years() => [.. Enumerable.Range(0, 2).Select(offset => DateTime.Now.Year + offset)];
    }

    internal static class FileRules
    {
        internal static bool Exists() => File.Exists("rates.json");
    }

    internal static class DiceRules
    {
        internal static int Throw() => Random.Shared.Next();
    }

    internal static class WaitingRules
    {
        internal static async Task<int> SumAsync(Task<int> other) => 1 + await other;
    }

    internal static class PureRules
    {
        internal static decimal Sum(DateOnly due, DateTimeOffset now, decimal amount) =>
            due.DayNumber > DateOnly.FromDateTime(now.UtcDateTime).DayNumber ? decimal.Round(amount, 2) : 0m;
    }

#pragma warning disable CA1852 // The point of these types.
    internal class OpenClass;

    internal class LoanManager;
#pragma warning restore CA1852
}
