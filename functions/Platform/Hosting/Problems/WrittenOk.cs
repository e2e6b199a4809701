using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>
/// 200 with an answer that was written by code of its own, for answers of many rows; it may be given again. The framework's own way asks
/// the metadata for each property of each row, because the options of requests differ from those that code is generated for.
/// </summary>
/// <typeparam name="T">What the bytes say, for the reference.</typeparam>
public sealed class WrittenOk<T> : IResult, IEndpointMetadataProvider
{
    // As the framework writes answers: they never stand inside a page, and tests say that they are sound.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly T _value;
    private readonly Action<Utf8JsonWriter, T>? _write;
    private readonly byte[] _kept;

    /// <param name="value">The answer.</param>
    /// <param name="write">Writes it as answers are: camel case, nulls written.</param>
    public WrittenOk(T value, Action<Utf8JsonWriter, T> write) => (_value, _write, _kept) = (value, write, []);

    private WrittenOk(byte[] kept) => (_value, _kept) = (default!, kept);

    /// <summary>The same answer as nothing but its bytes, to be given again.</summary>
    public WrittenOk<T> Kept() => _write is null ? this : new(Bytes(_write));

    /// <summary>The answer as it is sent, UTF-8; written anew each time unless it is kept.</summary>
    public ReadOnlyMemory<byte> Body => _write is null ? _kept : Bytes(_write);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (_write is null)
        {
            await SendAsync(httpContext, _kept);
            return;
        }

        using var buffer = Written(_write);
        await SendAsync(httpContext, buffer.Written);
    }

    private static async ValueTask SendAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        // With the length known, head and body leave together and no part of it is framed.
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    private byte[] Bytes(Action<Utf8JsonWriter, T> write)
    {
        using var buffer = Written(write);
        return buffer.Written.ToArray();
    }

    private AnswerBuffer Written(Action<Utf8JsonWriter, T> write)
    {
        var buffer = new AnswerBuffer();
        try
        {
            using var writer = new Utf8JsonWriter(buffer, Options);
            write(writer, _value);
            writer.Flush();
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
