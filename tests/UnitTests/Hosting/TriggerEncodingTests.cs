using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.UnitTests.Hosting;

/// <summary>Every encoding of the functions contract, section 2, for every kind of text that has broken somebody.</summary>
public sealed class TriggerEncodingTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.String,
            Gen.Char['0', '9'].Array[8].Select(digits => new string(digits)),
            Any("hola", "AFILIADO", "test", "1234", "null", "true", "", "2026-11-22T17:26:21Z", "\\", "[1,2]", "{}"),
            Gen.String.Select(inner => JsonSerializer.Serialize(new Dictionary<string, string> { ["a"] = inner })),
            Any("Ñandú", "año", "\uD83D\uDE00", "línea\nlínea", "\u0000")
        )
        .Where(IsUtf8);

    private static readonly Gen<string> Messages = Texts.Select(inner => JsonSerializer.Serialize(new { id = "m-1", inner }));

    [Fact]
    public void Text_encoded_twice_comes_back_whatever_it_is() => Texts.Sample(text => Envelope(Encoded(text)).Trigger.Text() == text);

    [Fact]
    public void Text_encoded_once_comes_back_unless_it_is_itself_a_json_string() =>
        Texts.Where(text => !text.StartsWith('"')).Sample(text => Envelope(text).Trigger.Text() == text);

    [Fact]
    public void Bytes_of_a_binary_binding_come_back_whatever_they_are() =>
        Gen.Byte.Array.Sample(bytes => Envelope(Convert.ToBase64String(bytes)).Body.Span.SequenceEqual(bytes));

    [Fact]
    public void Bytes_of_a_message_come_back_from_every_encoding() =>
        Messages.Sample(message =>
        {
            var bytes = Encoding.UTF8.GetBytes(message);
            return new[] { Convert.ToBase64String(bytes), Encoded(message), message }.All(form =>
                Envelope(form).Body.Span.SequenceEqual(bytes)
            );
        });

    [Fact]
    public void Object_comes_back_from_every_encoding() =>
        Messages.Sample(message =>
            new JsonNode?[] { JsonNode.Parse(message), Encoded(message), message }.All(form =>
                JsonNode.DeepEquals(
                    JsonSerializer.SerializeToNode(Envelope(form).Trigger.Json(EncodingJson.Default.DictionaryStringString)),
                    JsonNode.Parse(message)
                )
            )
        );

    [Fact]
    public void Metadata_keeps_meaning_with_and_without_inner_quotes() =>
        Texts
            .Where(text => !text.StartsWith('"'))
            .Sample(text =>
            {
                using var envelope = Envelope("x", new() { ["once"] = text, ["twice"] = Encoded(text) });
                return envelope.Metadata.Text("once") == text && envelope.Metadata.Text("twice") == text;
            });

    [Fact]
    public void Numbers_and_dates_of_metadata_arrive_as_text()
    {
        using var envelope = Envelope(
            "x",
            new()
            {
                ["DequeueCount"] = "3",
                ["InsertionTime"] = "2026-11-22T17:26:21+00:00",
                ["Wild"] = "\"x\"",
            }
        );

        Assert.Equal(3, envelope.Metadata.Number("DequeueCount"));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 17, 26, 21, TimeSpan.Zero), envelope.Metadata.Time("InsertionTime"));
        Assert.Null(envelope.Metadata.Number("Wild"));
        Assert.Null(envelope.Metadata.Text("Absent"));
    }

    [Fact]
    public void Durable_client_is_its_address_and_hub_and_the_system_key_is_dropped()
    {
        const string Client =
            """{"taskHubName":"hub","requiredQueryStringParameters":"code=SECRET","rpcBaseUrl":"http://127.0.0.1:39311","httpBaseUrl":"https://h/x"}""";
        var json = new JsonObject
        {
            ["Data"] = new JsonObject { ["message"] = "aGk=", ["client"] = Encoded(Client) },
        };

        using var envelope = TriggerEnvelope.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), "orchestrations");

        Assert.Equal(new DurableClientBinding(new Uri("http://127.0.0.1:39311"), "hub"), envelope.DurableClient);
        Assert.True(envelope.Value("client").IsAbsent);
        Assert.Equal("hi", Encoding.UTF8.GetString(envelope.Body.Span));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Data":[]}""")]
    [InlineData("{")]
    public void Anything_else_is_no_envelope(string json) =>
        Assert.ThrowsAny<JsonException>(() => TriggerEnvelope.Parse(Encoding.UTF8.GetBytes(json), "x"));

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    /// <summary>Lone surrogates are no text: no UTF-8 message can hold one.</summary>
    private static bool IsUtf8(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static string Encoded(string text) => JsonSerializer.Serialize(text);

    private static TriggerEnvelope Envelope(JsonNode? value, JsonObject? metadata = null)
    {
        var json = new JsonObject
        {
            ["Data"] = new JsonObject { ["message"] = value },
            ["Metadata"] = metadata,
        };
        return TriggerEnvelope.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), "f");
    }
}
