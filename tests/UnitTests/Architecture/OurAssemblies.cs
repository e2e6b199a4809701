using System.Reflection;
using System.Runtime.CompilerServices;

namespace Serverless.UnitTests.Architecture;

/// <summary>The assemblies that ship, and the types in them that a person wrote.</summary>
internal static class OurAssemblies
{
    internal static Assembly App { get; } = Assembly.Load("serverless");

    internal static IReadOnlyList<Assembly> All { get; } =
    [App, Assembly.Load("Serverless.Platform"), Assembly.Load("Serverless.Durable"), Assembly.Load("Serverless.Local")];

    /// <summary>Without what compilers and generators added.</summary>
    internal static IEnumerable<Type> WrittenTypes(this Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type =>
                !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && type.FullName!.StartsWith("Serverless.", StringComparison.Ordinal)
                && !type.FullName.Contains('<', StringComparison.Ordinal)
                && !IsGenerated(type)
            );

    private static bool IsGenerated(Type type) =>
        // Messages and stubs that Grpc.Tools generates carry no such attribute on the outer types.
        type.Namespace == "Serverless.Durable.Protocol"
        || type.GetCustomAttributesData()
            .Any(attribute => attribute.AttributeType.FullName == "System.CodeDom.Compiler.GeneratedCodeAttribute")
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
