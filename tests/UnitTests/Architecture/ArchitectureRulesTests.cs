using Serverless.UnitTests.Architecture.Violations;

namespace Serverless.UnitTests.Architecture;

/// <summary>Each rule is seen failing here before <see cref="BoundaryTests"/> trusts it.</summary>
public sealed class ArchitectureRulesTests
{
    private const string Root = "Serverless.UnitTests.Architecture.Violations";

    [Theory]
    [InlineData(typeof(Violations.Fund.Account))]
    [InlineData(typeof(Violations.Fund.AccountInBody))]
    public void Context_that_names_another_ones_inside_is_caught(Type type) =>
        Assert.Single(
            ArchitectureRules.ForeignContexts([type], Root),
            problem => problem.Contains("Credits.Loan,", StringComparison.Ordinal)
        );

    [Fact]
    public void Context_that_names_another_ones_messages_is_fine() =>
        Assert.Empty(ArchitectureRules.ForeignContexts([typeof(Violations.Fund.AccountOfMessages)], Root));

    [Theory]
    [InlineData(typeof(ClockRules))]
    [InlineData(typeof(LambdaClockRules))]
    [InlineData(typeof(FileRules))]
    [InlineData(typeof(DiceRules))]
    [InlineData(typeof(WaitingRules))]
    public void Rule_with_an_effect_is_caught(Type type) => Assert.NotEmpty(ArchitectureRules.ImpureRules([type]));

    [Fact]
    public void Rule_on_its_arguments_alone_is_fine() => Assert.Empty(ArchitectureRules.ImpureRules([typeof(PureRules)]));

    [Fact]
    public void Vendors_library_is_caught_and_our_own_is_fine() =>
        Assert.Equal(
            ["Azure.Storage.Blobs belongs behind a port", "Grpc.Net.Client belongs behind a port"],
            ArchitectureRules.VendorAssemblies([new("Azure.Storage.Blobs"), new("Serverless.Platform"), new("Grpc.Net.Client")])
        );

    [Fact]
    public void Layer_that_refers_to_what_stands_on_it_is_caught() =>
        Assert.NotEmpty(ArchitectureRules.Upwards([OurAssemblies.App], "Serverless.Platform"));

    [Fact]
    public void Open_class_is_caught() => Assert.Single(ArchitectureRules.OpenClasses([typeof(OpenClass), typeof(PureRules)]));

    [Fact]
    public void Empty_name_is_caught() => Assert.Single(ArchitectureRules.EmptyNames([typeof(LoanManager), typeof(PureRules)]));
}
