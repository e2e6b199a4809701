using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Serverless.EndToEndTests.LongestFirst", "EndToEndTests")]

namespace Serverless.EndToEndTests;

/// <summary>Browsers take as long as the next two together, which run beside them; the short ones fill what is left of two threads.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(PhonePageTests), nameof(VendorDownTests), nameof(BorrowingKilledTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection =>
            Array.FindIndex(Longest, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place
                ? place
                : Longest.Length
        );
}
