namespace Serverless.UnitTests.Architecture;

public sealed class BoundaryTests
{
    [Fact]
    public void Contexts_name_each_other_only_through_messages() =>
        Assert.Empty(ArchitectureRules.ForeignContexts(OurAssemblies.App.WrittenTypes(), "Serverless.App"));

    [Fact]
    public void App_refers_to_no_vendor_assembly() =>
        Assert.Empty(ArchitectureRules.VendorAssemblies(OurAssemblies.App.GetReferencedAssemblies()));

    [Fact]
    public void Platform_and_durable_know_no_context() => Assert.Empty(ArchitectureRules.Upwards(OurAssemblies.All.Skip(1), "serverless"));

    [Fact]
    public void Rules_decide_from_their_arguments_alone() =>
        Assert.Empty(ArchitectureRules.ImpureRules(OurAssemblies.All.SelectMany(assembly => assembly.WrittenTypes())));

    [Fact]
    public void Classes_are_sealed_unless_derived_from() =>
        Assert.Empty(ArchitectureRules.OpenClasses([.. OurAssemblies.All.SelectMany(assembly => assembly.WrittenTypes())]));

    [Fact]
    public void Types_are_named_for_what_they_do() =>
        Assert.Empty(ArchitectureRules.EmptyNames(OurAssemblies.All.SelectMany(assembly => assembly.WrittenTypes())));
}
