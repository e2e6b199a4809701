using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Serverless.EndToEndTests.LongestFirst", "EndToEndTests")]

namespace Serverless.EndToEndTests;

/// <summary>Browsers take as long as all other classes together, which run beside them: begun last, they would be waited for alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName.Contains(nameof(PhonePageTests), StringComparison.Ordinal));
}
