using Xunit;
using Xunit.Abstractions;

namespace Serverless.TestKit.Order;

/// <summary>
/// What takes long begins first, and the short classes fill what is left: no run ends with one class on one core. Directory.Build.props
/// gives it to every test project.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(Seconds);

    /// <summary>Of a collection that is one class, as all of ours are; its name ends with that of the class.</summary>
    private static int Seconds(ITestCollection collection) =>
        collection
            .TestAssembly.Assembly.GetType(collection.DisplayName.Split(' ')[^1])
            ?.GetCustomAttributes(typeof(TakesSecondsAttribute).AssemblyQualifiedName)
            .Sum(mark => mark.GetNamedArgument<int>(nameof(TakesSecondsAttribute.Seconds)))
        ?? 0;
}
