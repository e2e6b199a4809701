using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Local.Staging;

/// <summary>
/// What the Functions host starts from: a folder with host.json and one sub-folder per function. Only immediate sub-folders
/// that hold a function.json count, as in the host.
/// </summary>
internal sealed class ScriptRoot
{
    /// <summary>The host reads function.json with comments and trailing commas allowed.</summary>
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private ScriptRoot(string folder, HostSettings host, IReadOnlyList<FunctionDefinition> functions) =>
        (Folder, Host, Functions) = (folder, host, functions);

    internal string Folder { get; }

    internal HostSettings Host { get; }

    internal IReadOnlyList<FunctionDefinition> Functions { get; }

    /// <summary>Reads a folder; a JSON file that cannot be read is an <see cref="InvalidDataException"/> that names it.</summary>
    /// <param name="folder">The script root.</param>
    /// <param name="settings">App settings; <c>AzureFunctionsJobHost__a__b</c> overrides <c>a.b</c> of host.json.</param>
    internal static ScriptRoot Load(string folder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var hostFile = Path.Combine(folder, "host.json");
        if (!File.Exists(hostFile))
        {
            throw new InvalidDataException($"{folder} is no script root: it has no host.json");
        }
        var functions = FunctionFolders(folder).Select(file => new FunctionDefinition(FunctionName(file), ReadObject(file)));
        return new(folder, new HostSettings(ReadObject(hostFile), settings ?? NoSettings), [.. functions]);
    }

    /// <summary>Paths of the function.json files, by function name.</summary>
    internal static IEnumerable<string> FunctionFolders(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Select(child => Path.Combine(child, "function.json"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal);

    internal static JsonObject ReadObject(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient) as JsonObject
                ?? throw new InvalidDataException($"{file} holds no JSON object");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} is not JSON: {exception.Message}", exception);
        }
    }

    private static string FunctionName(string file) => Path.GetFileName(Path.GetDirectoryName(file))!;

    private static readonly Dictionary<string, string> NoSettings = [];
}
