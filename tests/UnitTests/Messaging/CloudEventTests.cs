using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using CsCheck;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.CloudEvents;

namespace Serverless.UnitTests.Messaging;

public sealed class CloudEventTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(-5));

    [Fact]
    public void Message_written_and_read_keeps_every_attribute()
    {
        var sent = Message("""{"monto":1.10,"nombre":"Ñusta"}""") with
        {
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Attempt = 3,
        };

        var read = CloudEventReader.Read(CloudEventWriter.Write(sent)).Value;

        Assert.Equal(
            ("e-1", "membership.member-registered", "/membership/member/7", 2, 3),
            (read.Id, read.Type, read.Source, read.DataVersion, read.Attempt)
        );
        Assert.Equal((Noon, TimeSpan.Zero, sent.TraceParent), (read.Time, read.Time.Offset, read.TraceParent));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(sent.Data.Span), JsonNode.Parse(read.Data.Span)));
    }

    [Fact]
    public void Number_written_keeps_its_digits() => Assert.Contains("1.10", Text(Message("""{"a":1.10}""")), StringComparison.Ordinal);

    [Fact]
    public void Body_of_any_text_is_one_xml_text_and_comes_back() =>
        Gen
            .String.Where(t => !t.Any(char.IsSurrogate))
            .Sample(text =>
            {
                var body = Text(Message(JsonSerializer.Serialize(new Dictionary<string, string> { ["t"] = text })));

                XmlConvert.VerifyXmlChars(body);
                var read = CloudEventReader.Read(Encoding.UTF8.GetBytes(body)).Value;
                Assert.Equal(text, JsonNode.Parse(read.Data.Span)!["t"]!.GetValue<string>());
            });

    [Theory]
    [InlineData("\"\uFFFF\"")]
    [InlineData("\"\uFFFE\"")]
    public void Raw_non_character_leaves_as_an_escape(string data) => XmlConvert.VerifyXmlChars(Text(Message(data)));

    [Fact]
    public void Unknown_attribute_is_let_be() => Assert.True(CloudEventReader.Read(Event("partitionkey", "9")).IsSuccess);

    [Theory]
    [InlineData("id", null, "messaging.attribute-invalid")]
    [InlineData("id", "\"\"", "messaging.attribute-invalid")]
    [InlineData("id", "5", "messaging.attribute-invalid")]
    [InlineData("type", null, "messaging.attribute-invalid")]
    [InlineData("source", null, "messaging.attribute-invalid")]
    [InlineData("time", "\"yesterday\"", "messaging.attribute-invalid")]
    [InlineData("dataversion", "0", "messaging.attribute-invalid")]
    [InlineData("dataversion", "1.5", "messaging.attribute-invalid")]
    [InlineData("dataversion", "\"-1\"", "messaging.attribute-invalid")]
    [InlineData("attempt", "-1", "messaging.attribute-invalid")]
    [InlineData("datacontenttype", "\"text/xml\"", "messaging.attribute-invalid")]
    [InlineData("data_base64", "\"aG9sYQ==\"", "messaging.attribute-invalid")]
    [InlineData("specversion", "\"0.3\"", "messaging.not-a-cloud-event")]
    [InlineData("specversion", null, "messaging.not-a-cloud-event")]
    public void Wrong_attribute_is_a_typed_error(string attribute, string? value, string code) =>
        Assert.Equal(code, CloudEventReader.Read(Event(attribute, value)).Error!.Code);

    [Theory]
    [InlineData("")]
    [InlineData("hola")]
    [InlineData("{\"specversion\":\"1.0\",\"specversion\":\"1.0\"}")]
    [InlineData("{\"specversion\":\"1.0\",\"id\":\"\\ud800\"}")]
    public void Text_that_is_no_json_is_a_typed_error(string body) =>
        Assert.Equal("messaging.not-json", CloudEventReader.Read(Encoding.UTF8.GetBytes(body)).Error!.Code);

    [Fact]
    public void Three_megabytes_of_nonsense_are_refused_unread() =>
        Assert.Equal("messaging.too-large", CloudEventReader.Read(new byte[3 * 1024 * 1024]).Error!.Code);

    [Fact]
    public void Bytes_of_any_kind_never_throw() => Gen.Byte.Array[0, 200].Sample(bytes => CloudEventReader.Read(bytes).Error is not null);

    [Fact]
    public void Data_nested_too_deep_is_a_typed_error()
    {
        var deep = new string('[', 100) + new string(']', 100);

        Assert.Equal("messaging.not-json", CloudEventReader.Read(Event("data", deep)).Error!.Code);
    }

    private static OutgoingMessage Message(string data) =>
        new("e-1", "membership.member-registered", "/membership/member/7", Noon, 2, Encoding.UTF8.GetBytes(data));

    private static string Text(OutgoingMessage message) => Encoding.UTF8.GetString(CloudEventWriter.Write(message));

    private static byte[] Event(string attribute, string? json)
    {
        var root = JsonNode.Parse(CloudEventWriter.Write(Message("{}")))!.AsObject();
        root.Remove(attribute);
        if (json is not null)
        {
            root[attribute] = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 200 });
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString(new JsonSerializerOptions { MaxDepth = 300 }));
    }
}
