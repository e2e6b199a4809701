using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>
/// An expected failure as an HTTP answer. <c>retryAfterSeconds</c> among the arguments of a 429 or 503 becomes <c>Retry-After</c>.
/// </summary>
public sealed class ProblemResult(Error error) : IResult, IEndpointMetadataProvider
{
    private readonly int? _status;

    /// <summary>A failure of HTTP itself, whose status no kind of ours has.</summary>
    internal ProblemResult(Error error, int status)
        : this(error) => _status = status;

    internal const string MediaType = "application/problem+json";

    /// <summary>Why the request was not done.</summary>
    public Error Error { get; } = error;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemDocument), [MediaType]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var text = services.GetRequiredService<ErrorCatalogue>().For(Error.Code, Error.Arguments);
        var reference = services.GetRequiredService<IOptions<HostingOptions>>().Value.PublicAddress("/api/v1/platform/docs");
        var document = new ProblemDocument(
            $"{reference}#{Error.Code}",
            text.Title,
            _status ?? ProblemStatus.Of(Error.Kind),
            text.Detail,
            Error.Code,
            Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
            Error.Arguments.Count == 0 ? null : Error.Arguments
        );

        var response = httpContext.Response;
        response.StatusCode = document.Status;
        response.Headers.CacheControl = "no-store";
        if (Error.Arguments.TryGetValue("retryAfterSeconds", out var seconds) && int.TryParse(seconds, CultureInfo.InvariantCulture, out _))
        {
            response.Headers.RetryAfter = seconds;
        }

        return response.WriteAsJsonAsync(document, ProblemJson.Default.ProblemDocument, MediaType, httpContext.RequestAborted);
    }
}
