using System.Reflection;
using System.Text.RegularExpressions;

namespace Serverless.UnitTests.Architecture;

/// <summary>The rules as functions from types to complaints, so that each one is tested on types that break it.</summary>
internal static partial class ArchitectureRules
{
    private static readonly string[] ForbiddenToRules =
    [
        "System.IO.",
        "System.Net.",
        "System.Random",
        "System.TimeProvider",
        "System.Threading.Tasks.",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.Data.",
        "Azure.",
        "Microsoft.Extensions.Logging.",
        "Microsoft.Extensions.Configuration.",
        "Microsoft.AspNetCore.",
    ];

    private static readonly string[] Vendors = ["Azure.", "Microsoft.Azure", "Google.Protobuf", "Grpc."];

    private static readonly string[] ClockMembers = ["Now", "UtcNow", "Today"];

    /// <summary>Contexts name each other only through Messages (architecture, section 3).</summary>
    internal static IEnumerable<string> ForeignContexts(IEnumerable<Type> types, string root) =>
        from type in types
        let context = Context(type, root)
        where context is not null
        from named in TypeDependencies.Of(type).OfType<Type>()
        let other = Context(named, root)
        where other is not null && other != context && !IsMessage(named, root)
        select $"{type.FullName} names {named.FullName}, outside {other}.Messages";

    /// <summary>Vendors' libraries are Platform's and Durable's business.</summary>
    internal static IEnumerable<string> VendorAssemblies(IEnumerable<AssemblyName> references) =>
        from reference in references
        where Vendors.Any(vendor => reference.Name!.StartsWith(vendor, StringComparison.Ordinal))
        select $"{reference.Name} belongs behind a port";

    /// <summary>What is below a layer does not know it.</summary>
    internal static IEnumerable<string> Upwards(IEnumerable<Assembly> below, string layer) =>
        from assembly in below
        from reference in assembly.GetReferencedAssemblies()
        where reference.Name == layer
        select $"{assembly.GetName().Name} refers to {layer}, which stands on it";

    /// <summary>Rules decide from their arguments: no clock, I/O, randomness, logging or waiting.</summary>
    internal static IEnumerable<string> ImpureRules(IEnumerable<Type> types) =>
        from type in types
        where type.Name.EndsWith("Rules", StringComparison.Ordinal)
        from named in TypeDependencies.Of(type)
        where IsImpure(named)
        select $"{type.FullName} names {named.DeclaringType?.FullName ?? named.ToString()} {named.Name}";

    /// <summary>Classes are sealed unless something derives from them.</summary>
    internal static IEnumerable<string> OpenClasses(IReadOnlyCollection<Type> types)
    {
        var bases = types.Select(type => Definition(type.BaseType)).ToHashSet();
        return types
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !bases.Contains(type))
            .Select(type => $"{type.FullName} is not sealed");
    }

    /// <summary>A type is named for what it is (style, section 4).</summary>
    internal static IEnumerable<string> EmptyNames(IEnumerable<Type> types) =>
        types.Where(type => EmptyName().IsMatch(type.Name)).Select(type => $"{type.FullName} says nothing: name it for what it does");

    private static bool IsImpure(MemberInfo member)
    {
        if (member is MethodBase { DeclaringType.FullName: "System.DateTime" or "System.DateTimeOffset" })
        {
            return ClockMembers.Contains(member.Name.Replace("get_", "", StringComparison.Ordinal), StringComparer.Ordinal);
        }

        if (member is MethodBase { DeclaringType.FullName: "System.Environment" })
        {
            // Every iterator asks for its thread.
            return member.Name != "get_CurrentManagedThreadId";
        }

        var name = (member as Type ?? member.DeclaringType)?.FullName ?? "";
        return ForbiddenToRules.Any(prefix => prefix.EndsWith('.') ? name.StartsWith(prefix, StringComparison.Ordinal) : name == prefix)
            || (name == "System.Guid" && member.Name is "NewGuid" or "CreateVersion7");
    }

    private static string? Context(Type type, string root) =>
        type.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) == true ? type.Namespace[(root.Length + 1)..].Split('.')[0] : null;

    private static bool IsMessage(Type type, string root) => type.Namespace![(root.Length + 1)..].Split('.') is [_, "Messages", ..];

    private static Type? Definition(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utilities|Base|Common)(`\d+)?$")]
    private static partial Regex EmptyName();
}
