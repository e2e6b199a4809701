using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Serverless.Platform.Sms;

namespace Serverless.Local.Simulators.Acs;

/// <summary>Reads what the vendor would accept and writes the vendor's errors.</summary>
internal sealed class AcsRequests(AcsAuthentication authentication)
{
    private static readonly HashSet<string> Versions = [SmsApiVersions.Sdk, SmsApiVersions.Latest, "2025-05-29-preview", "2026-03-12"];

    /// <summary>Null when the request was refused and has its answer.</summary>
    internal async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> json, IReadOnlyCollection<string>? versions = null)
        where T : class
    {
        if (await SignedBodyAsync(context, versions ?? Versions) is not { } body)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(body, json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            await ErrorAsync(context, StatusCodes.Status400BadRequest, "BadRequest", "The body is not the JSON of this operation.");
            return null;
        }
    }

    /// <summary>For requests without a body; false when the request was refused and has its answer.</summary>
    internal async Task<bool> IsSignedAsync(HttpContext context, IReadOnlyCollection<string>? versions = null) =>
        await SignedBodyAsync(context, versions ?? Versions) is not null;

    private async Task<byte[]?> SignedBodyAsync(HttpContext context, IReadOnlyCollection<string> versions)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (authentication.Check(context.Request, target, body) is { } denied)
        {
            await ErrorAsync(context, StatusCodes.Status401Unauthorized, "Denied", denied);
            return null;
        }

        if (!versions.Contains(context.Request.Query["api-version"].ToString()))
        {
            await ErrorAsync(context, StatusCodes.Status400BadRequest, "UnsupportedApiVersion", "The API version is not known.");
            return null;
        }

        return body;
    }

    internal static Task FailAsync(HttpContext context, AcsFault fault)
    {
        if (fault.Kind == AcsFaultKind.Unavailable)
        {
            return ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "Try again later.");
        }

        context.Response.Headers.RetryAfter = fault.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return ErrorAsync(context, StatusCodes.Status429TooManyRequests, "TooManyRequests", "Rate limit exceeded.");
    }

    internal static Task ErrorAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new SmsContract.Failure(new(code, message)), SmsJson.Default.Failure);
    }
}
