using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Serverless.EndToEndTests.LongestFirst", "EndToEndTests")]

namespace Serverless.EndToEndTests;

/// <summary>What takes a minute or two begins first; the short ones fill what is left.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(PhoneMoneyTests),
        nameof(PhonePageTests),
        nameof(VendorDownTests),
        nameof(BorrowingKilledTests),
        nameof(LiquidationSurvivesTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection =>
            Array.FindIndex(Longest, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place
                ? place
                : Longest.Length
        );
}
