using System.Text.Json.Nodes;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Sms;

public sealed class AcsSignatureTests
{
    private const string Key = "bWFkZS11cC1rZXktZm9yLXJlZmVyZW5jZS12ZWN0b3JzLTAxMjM0NTY3ODlBQkNERUY=";

    public static TheoryData<string, int> Recordings =>
        new()
        {
            { "sms-send-single-hmac.json", 0 },
            { "sms-send-default-port-host.json", 0 },
            { "sms-preview-send-and-optouts.json", 0 },
            { "sms-preview-send-and-optouts.json", 1 },
            { "sms-preview-send-and-optouts.json", 2 },
            { "sms-401-sdk-error.json", 0 },
        };

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Request_signed_again_equals_the_vendors_own(string file, int index)
    {
        var request = Request(file, index);
        var headers = request["headersInOrder"]!
            .AsArray()
            .ToDictionary(h => (string)h![0]!, h => (string)h![1]!, StringComparer.OrdinalIgnoreCase);
        var hash = AcsSignature.ContentHash(Convert.FromBase64String((string)request["bodyBase64"]!));

        var signature = AcsSignature.Sign(
            Convert.FromBase64String(Key),
            (string)request["method"]!,
            (string)request["target"]!,
            headers["x-ms-date"],
            headers["Host"],
            hash
        );

        Assert.Equal(headers["x-ms-content-sha256"], hash);
        Assert.Equal(headers["Authorization"], AcsSignature.Prefix + signature);
    }

    internal static JsonNode Request(string file, int index)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "sms", file)))!;
        return root["requests"]?[index] ?? root["request"]!;
    }
}
