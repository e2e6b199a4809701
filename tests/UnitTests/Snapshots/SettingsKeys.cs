using System.Reflection;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Snapshots;

/// <summary>Every setting that the code reads: options types name their section, their properties are the keys.</summary>
internal static class SettingsKeys
{
    internal static IReadOnlyList<string> All { get; } =
    [
        .. OurAssemblies
            .All.Where(assembly => assembly.GetName().Name != "Serverless.Local")
            .SelectMany(assembly => assembly.WrittenTypes())
            .SelectMany(Of)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Keys in the spelling of environment variables, with the type of each; none for a type without a section.</summary>
    internal static IEnumerable<string> Of(Type options)
    {
        var section = options.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static);
        return section is { IsLiteral: true }
            ? Keys(options, ((string)section.GetRawConstantValue()!).Replace(":", "__", StringComparison.Ordinal))
            : [];
    }

    private static IEnumerable<string> Keys(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null)
            .SelectMany(property =>
                property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
                    ? Keys(property.PropertyType, $"{prefix}__{property.Name}")
                    : [$"{prefix}__{property.Name} {TypeName(property.PropertyType)}"]
            );

    private static string TypeName(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? TypeName(inner)
        : type.IsEnum ? string.Join('|', Enum.GetNames(type))
        : type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(',', type.GenericTypeArguments.Select(TypeName))}>"
        : type.Name;
}
