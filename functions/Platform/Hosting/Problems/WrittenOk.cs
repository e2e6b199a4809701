using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>
/// 200 with a value that its generated code writes property by property, for answers of many rows. The framework's own way asks the
/// metadata for each property of each row, because the options of requests differ from those that the code was generated for.
/// </summary>
/// <param name="value">The answer.</param>
/// <param name="shape">Of a context whose options are those of answers: camel case, nulls written, no converters.</param>
public sealed class WrittenOk<T>(T value, JsonTypeInfo<T> shape) : IResult, IEndpointMetadataProvider
{
    // As the framework writes answers: they never stand inside a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is answered.</summary>
    public T Value { get; } = value;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        using var buffer = new AnswerBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            JsonSerializer.Serialize(writer, Value, shape);
        }

        // With the length known, head and body leave together and no part of it is framed.
        response.ContentLength = buffer.Written.Length;
        await response.BodyWriter.WriteAsync(buffer.Written, httpContext.RequestAborted);
    }
}
