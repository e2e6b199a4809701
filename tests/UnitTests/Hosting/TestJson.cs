using System.Text.Json.Serialization;

namespace Serverless.UnitTests.Hosting;

internal sealed record SystemData(string MethodName);

[JsonSerializable(typeof(SystemData))]
internal sealed partial class TestJson : JsonSerializerContext;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EncodingJson : JsonSerializerContext;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Number))]
internal sealed partial class NumberJson : JsonSerializerContext;
