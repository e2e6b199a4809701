using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Generated;

namespace Serverless.UnitTests.Hosting;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("""{"value":7}""")]
    [InlineData(" \n{\"value\":7}\r\n\t ")]
    [InlineData("\uFEFF{\"value\":7}")]
    public async Task Body_is_its_value(string body) => Assert.Equal(7, (await ReadAsync(Request(body)))!.Value);

    [Fact]
    public async Task Body_that_says_null_is_null() => Assert.Null(await ReadAsync(Request("null")));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("""{"value":"seven"}""")]
    [InlineData("""{"value":7}}""")]
    [InlineData("""{"value":7}{"value":8}""")]
    [InlineData("""{"value":7,}""")]
    [InlineData("""/* seven */{"value":7}""")]
    public Task Anything_else_is_refused(string body) => Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Request(body)));

    [Fact]
    public Task Nesting_beyond_what_options_allow_is_refused() =>
        Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Request($$"""{"other":{{new string('[', 100)}}{{new string(']', 100)}}}""")));

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task Letters_are_utf_8_unless_said_otherwise(string? type) =>
        Assert.Equal(7, (await ReadAsync(Request("""{"value":7}""", type)))!.Value);

    [Theory]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=latin1")]
    public async Task Other_letters_are_refused_by_name(string type)
    {
        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(Request("""{"value":7}""", type)));

        Assert.Equal(415, refused.StatusCode);
    }

    [Fact]
    public async Task Body_that_comes_byte_by_byte_is_read_whole_and_to_its_end()
    {
        var pipe = new Pipe();
        var request = Request(pipe.Reader);
        var reading = ReadAsync(request);
        foreach (var letter in Encoding.UTF8.GetBytes("""  {"value":1234567}  """))
        {
            await pipe.Writer.WriteAsync(new[] { letter });
        }

        await pipe.Writer.CompleteAsync();

        Assert.Equal(1_234_567, (await reading)!.Value);
        Assert.True((await pipe.Reader.ReadAsync()) is { IsCompleted: true, Buffer.IsEmpty: true });
    }

    [Fact]
    public async Task Caller_who_hangs_up_ends_the_reading()
    {
        using var gone = new CancellationTokenSource();
        var request = Request(new Pipe().Reader);
        request.HttpContext.RequestAborted = gone.Token;
        var reading = ReadAsync(request);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static Task<Number?> ReadAsync(HttpRequest request) => request.ReadFromJsonAsync(NumberJson.Default.Number).AsTask();

    private static HttpRequest Request(string body, string? type = "application/json")
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.ContentType = type;
        return request;
    }

    private static HttpRequest Request(PipeReader body)
    {
        var request = new DefaultHttpContext().Request;
        request.HttpContext.Features.Set<IRequestBodyPipeFeature>(new Piped(body));
        return request;
    }

    private sealed record Piped(PipeReader Reader) : IRequestBodyPipeFeature;
}
