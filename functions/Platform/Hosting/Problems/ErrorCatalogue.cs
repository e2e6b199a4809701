using System.Reflection;
using System.Text.Json;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>What a member reads when something fails: what happened, and why and what to do next. <c>{name}</c> takes an argument.</summary>
public sealed record ErrorText(string Title, string Detail);

/// <summary>
/// All error texts by code. Each context keeps its own in <c>Texts/errors.es.json</c>, embedded under <c>errors/</c>; they are
/// merged when the catalogue is first needed.
/// </summary>
public sealed class ErrorCatalogue
{
    private const string Folder = "errors/";

    private ErrorCatalogue(IReadOnlyDictionary<string, ErrorText> texts) => Texts = texts;

    /// <summary>Every text by its code.</summary>
    public IReadOnlyDictionary<string, ErrorText> Texts { get; }

    /// <summary>Merges the catalogues of the assemblies.</summary>
    /// <exception cref="InvalidOperationException">Two files define one code.</exception>
    public static ErrorCatalogue Load(params IEnumerable<Assembly> assemblies)
    {
        var merged = new Dictionary<string, ErrorText>(StringComparer.Ordinal);
        foreach (var (assembly, resource) in assemblies.Distinct().SelectMany(Resources))
        {
            foreach (var (code, text) in Read(assembly, resource))
            {
                if (!merged.TryAdd(code, text))
                {
                    throw new InvalidOperationException($"Two error texts for {code}; the second is in {resource}");
                }
            }
        }

        return new(merged);
    }

    /// <summary>The text with its arguments filled in.</summary>
    /// <exception cref="InvalidOperationException">The code has no text: a bug that a test finds first.</exception>
    public ErrorText For(string code, IReadOnlyDictionary<string, string> arguments)
    {
        if (!Texts.TryGetValue(code, out var text))
        {
            throw new InvalidOperationException($"No Spanish text for error {code}");
        }

        return arguments.Count == 0 ? text : new(Fill(text.Title, arguments), Fill(text.Detail, arguments));
    }

    private static IEnumerable<(Assembly, string)> Resources(Assembly assembly) =>
        assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (assembly, name));

    private static Dictionary<string, ErrorText> Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize(stream, ProblemJson.Default.DictionaryStringErrorText)!;
    }

    private static string Fill(string text, IReadOnlyDictionary<string, string> arguments) =>
        arguments.Aggregate(text, (filled, argument) => filled.Replace($"{{{argument.Key}}}", argument.Value, StringComparison.Ordinal));
}
