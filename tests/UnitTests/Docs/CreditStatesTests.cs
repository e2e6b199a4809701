using System.Text.RegularExpressions;
using Serverless.App.Credits.Certificates;
using Serverless.App.Credits.Collecting;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Offers;
using Serverless.App.Credits.Repaying;
using Serverless.App.Credits.Requests;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Docs;

/// <summary>docs/credit-states.md names every state that the code has, each with a test that exists.</summary>
public sealed partial class CreditStatesTests
{
    public static TheoryData<string, string[]> Sections =>
        new()
        {
            { "CreditRequest", Names<RequestStatus>() },
            { "Loan", Names<LoanStatus>() },
            { "Payment", Names<PaymentStatus>() },
            { "Charge at payroll", Names<ChargeStatus>() },
            { "Offer", Names<OfferStatus>() },
            { "NoDebtCertificate", Names<CertificateStatus>() },
        };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_state_has_a_row_with_a_test(string section, string[] states)
    {
        var text = SourceTree
            .Read("docs/credit-states.md")
            .Split("\n## ")
            .Single(part => part.StartsWith(section + "\n", StringComparison.Ordinal));

        var rows = Row().Matches(text).Select(row => (State: row.Groups[1].Value, Test: row.Groups[2].Value)).ToList();

        Assert.Equal(states, rows.Select(row => row.State));
        Assert.All(rows, row => Assert.Contains(row.Test, TestSources.Names));
    }

    private static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Where(name => name != "None")];

    [GeneratedRegex(@"^\| (\w+) \| (\w+\.\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
