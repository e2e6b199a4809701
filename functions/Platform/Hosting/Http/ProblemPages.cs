using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting.Http;

/// <summary>
/// Whatever goes wrong outside our own handlers under <c>/api</c>, a body that does not bind, a route that does not exist, a bug,
/// leaves as problem+json with a code of its own and without a word about our insides.
/// </summary>
internal sealed partial class ProblemPages(RequestDelegate next, ILogger<ProblemPages> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await FillAsync(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, bad.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            LogUnexpected(logger, failure, context.Request.Method, context.GetEndpoint()?.DisplayName);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static Task FillAsync(HttpContext context)
    {
        var response = context.Response;
        var isEmpty = !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0;
        return isEmpty && response.StatusCode >= 400 && RequestTarget.IsApi(context.Request.Path)
            ? AnswerAsync(context, response.StatusCode)
            : Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext context, int status) => new ProblemResult(ErrorOf(status), status).ExecuteAsync(context);

    private static Error ErrorOf(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => PlatformErrors.NotSignedIn,
            StatusCodes.Status403Forbidden => PlatformErrors.NotAllowed,
            StatusCodes.Status404NotFound => PlatformErrors.NotFound,
            StatusCodes.Status405MethodNotAllowed => PlatformErrors.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => PlatformErrors.BodyTooLarge,
            StatusCodes.Status415UnsupportedMediaType => PlatformErrors.MediaTypeNotTaken,
            >= 400 and < 500 => PlatformErrors.BadRequest,
            _ => PlatformErrors.Unexpected,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private static partial void LogUnexpected(ILogger logger, Exception failure, string method, string? endpoint);
}
