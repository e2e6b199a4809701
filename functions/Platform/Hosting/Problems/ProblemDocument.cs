using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>RFC 9457 problem details as every error answer carries them.</summary>
/// <param name="Type">Address of the code's explanation in the reference.</param>
/// <param name="Title">What happened, in a few Spanish words.</param>
/// <param name="Status">The HTTP status again, for clients that lose it.</param>
/// <param name="Detail">Why, and what to do next, in plain Spanish for the member.</param>
/// <param name="Code">Stable name <c>context.what</c>; programs decide by it and by nothing else.</param>
/// <param name="TraceId">What a member can read to the help desk; it finds the trace.</param>
/// <param name="Arguments">The values named in the text, for apps that write their own.</param>
public sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string? TraceId,
    IReadOnlyDictionary<string, string>? Arguments
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(Dictionary<string, ErrorText>))]
internal sealed partial class ProblemJson : JsonSerializerContext;
