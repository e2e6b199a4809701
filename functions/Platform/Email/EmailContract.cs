using System.Text.Json.Serialization;

namespace Serverless.Platform.Email;

/// <summary>Bodies of the vendor's REST interface, version 2025-09-01.</summary>
public static class EmailContract
{
    /// <summary>The header that makes two tries of one wish one letter.</summary>
    public const string OperationHeader = "Operation-Id";

    public sealed record Send(string SenderAddress, Content Content, Recipients Recipients);

    public sealed record Content(string Subject, string PlainText);

    public sealed record Recipients(IReadOnlyList<Address> To);

    public sealed record Address([property: JsonPropertyName("address")] string Value);

    /// <param name="Status"><c>Running</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Canceled</c>.</param>
    public sealed record Operation(string Id, string Status);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(EmailContract.Send))]
[JsonSerializable(typeof(EmailContract.Operation))]
public sealed partial class EmailJson : JsonSerializerContext;
