namespace Serverless.Local.Simulators.Bank;

/// <summary>The interbank account code as a bank checks it; its own code, so that it checks App's.</summary>
internal static class BankAccount
{
    /// <summary>Accounts that end so, before the check digits, are closed: one for a demo without a script.</summary>
    private const string ClosedEnding = "999999";

    internal static bool IsSound(string cci) =>
        cci.Length == 20 && cci.All(char.IsAsciiDigit) && Check(cci[..6]) == cci[18] && Check(cci[6..18]) == cci[19];

    internal static bool IsClosed(string cci) => cci[..18].EndsWith(ClosedEnding, StringComparison.Ordinal);

    private static char Check(string digits)
    {
        var sum = digits.Select((digit, index) => (digit - '0') * (1 + (index % 2))).Sum(product => (product / 10) + (product % 10));
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
