using Serverless.Local;
using Serverless.Local.Staging;
using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Infra;

/// <summary>What the code needs, Azure makes: the laptop reads the same needs from the script root.</summary>
public sealed class StorageNamesTests
{
    private static readonly StorageManifest Needs = StorageNeeds.Of(ScriptRoot.Load(AppContext.BaseDirectory));

    [Fact]
    public void Tables_of_the_code_are_deployed() => Assert.Empty(Needs.Tables.Except(Names.Of("tables"), StringComparer.Ordinal));

    [Fact]
    public void Containers_of_the_code_are_deployed() =>
        Assert.Empty(Needs.Containers.Except(Names.Of("containers"), StringComparer.Ordinal));

    [Theory]
    [InlineData("tables")]
    [InlineData("containers")]
    [InlineData("queues")]
    public void Names_stand_once_and_sorted(string kind) =>
        Assert.Equal(Names.Of(kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), Names.Of(kind));
}
