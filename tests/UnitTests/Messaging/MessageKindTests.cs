using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.CloudEvents;
using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Messaging;

internal sealed record CodeRequested(string[] To, string Purpose, string Language);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CodeRequested))]
internal sealed partial class SampleJson : JsonSerializerContext;

public sealed class MessageKindTests
{
    private const string Type = "sample.code-requested";

    private static readonly Upcasts Steps = new(
        3,
        new Dictionary<int, Func<JsonObject, JsonObject>>
        {
            [1] = data => new JsonObject { ["to"] = new JsonArray(data["phone"]!.DeepClone()), ["purpose"] = data["purpose"]!.DeepClone() },
            [2] = data =>
            {
                data["language"] = "es-PE";
                return data;
            },
        }
    );

    private static readonly MessageKind<CodeRequested> Kind = new(Type, 3, SampleJson.Default.CodeRequested) { Upcasts = Steps };

    private static readonly CodeRequested Data = new(["+51999888777"], "sign-in", "es-PE");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Version_ever_shipped_loads_as_todays(int version)
    {
        var read = Kind.Read(Golden(version)).Value;

        Assert.Equal("+51999888777", Assert.Single(read.To));
        Assert.Equal(("sign-in", "es-PE"), (read.Purpose, read.Language));
    }

    [Fact]
    public void Id_put_together_of_longer_ones_is_sent_as_one_that_readers_take_and_that_stays_its_own()
    {
        var sent = new[] { "a", "b", "a" }.Select(cause =>
            Kind.Message(new string('x', 140) + cause, "/s", DateTimeOffset.UnixEpoch, Data)
        );
        var read = sent.Select(message => CloudEventReader.Read(CloudEventWriter.Write(message))).ToList();

        Assert.All(read, one => Assert.True(one.IsSuccess, one.Error?.Code));
        Assert.NotEqual(read[0].Value.Id, read[1].Value.Id);
        Assert.Equal(read[0].Value.Id, read[2].Value.Id);
    }

    [Fact]
    public void Id_that_fits_is_sent_as_it_is() =>
        Assert.Equal("wake|c1", Kind.Message("wake|c1", "/s", DateTimeOffset.UnixEpoch, Data).Id);

    [Fact]
    public void Version_of_a_newer_release_is_worth_another_try() =>
        Assert.Equal(MessagingErrors.FromTheFuture, Kind.Read(Golden(3) with { DataVersion = 4 }).Error);

    [Fact]
    public void Version_without_a_step_is_named()
    {
        var gap = Kind with { Upcasts = new Upcasts(3, new Dictionary<int, Func<JsonObject, JsonObject>> { [1] = data => data }) };

        Assert.Equal(MessagingErrors.VersionUnknown, gap.Read(Golden(1)).Error);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"to\":5}")]
    [InlineData("{\"to\":[]}")]
    public void Data_of_another_shape_is_a_typed_error(string data) =>
        Assert.Equal(MessagingErrors.DataInvalid, Kind.Read(Golden(3) with { Data = System.Text.Encoding.UTF8.GetBytes(data) }).Error);

    private static IncomingMessage Golden(int version) =>
        CloudEventReader
            .Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Messaging", "Golden", $"{Type}.v{version}.json")))
            .Value;
}
