using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serverless.Platform.Hosting.Triggers;

/// <summary>Marks an endpoint as the code behind a function.json; tests pair the two up.</summary>
public sealed record TriggerFunction(string Name);

/// <summary>
/// Maps functions to their code. What the handler returns is the answer; what it throws is 500, which the host counts as a failed
/// try. A message that can never be handled is therefore recorded and answered with <see cref="TriggerReply.Done"/>, not thrown.
/// </summary>
public static partial class TriggerEndpoints
{
    /// <summary>Histories of orchestrations are the largest thing the host sends; only the host reaches these routes.</summary>
    public const long MaxEnvelopeBytes = 64L * 1024 * 1024;

    /// <summary>Runs a method of a registered service for every call of the function.</summary>
    public static IEndpointConventionBuilder MapTrigger<TService>(
        this IEndpointRouteBuilder routes,
        string function,
        Func<TService, TriggerEnvelope, CancellationToken, Task<TriggerReply>> handle
    )
        where TService : notnull =>
        routes
            .MapPost($"/{function}", (RequestDelegate)(context => RunAsync(context, function, handle)))
            .WithMetadata(new TriggerFunction(function))
            .AcceptsUpTo(MaxEnvelopeBytes)
            .ExcludeFromDescription()
            .AllowAnonymous();

    /// <summary>The same for handlers that answer nothing.</summary>
    public static IEndpointConventionBuilder MapTrigger<TService>(
        this IEndpointRouteBuilder routes,
        string function,
        Func<TService, TriggerEnvelope, CancellationToken, Task> handle
    )
        where TService : notnull =>
        routes.MapTrigger<TService>(
            function,
            async (service, envelope, cancellation) =>
            {
                await handle(service, envelope, cancellation);
                return TriggerReply.Done;
            }
        );

    /// <summary>Runs a method of a registered service at every tick of the schedule.</summary>
    public static IEndpointConventionBuilder MapTimer<TService>(
        this IEndpointRouteBuilder routes,
        string function,
        Func<TService, TimerTick, CancellationToken, Task> handle
    )
        where TService : notnull =>
        routes.MapTrigger<TService>(
            function,
            async (service, envelope, cancellation) =>
            {
                await handle(service, TimerTick.Of(envelope), cancellation);
                return TriggerReply.Done;
            }
        );

    private static async Task RunAsync<TService>(
        HttpContext context,
        string function,
        Func<TService, TriggerEnvelope, CancellationToken, Task<TriggerReply>> handle
    )
        where TService : notnull
    {
        try
        {
            var invocation = context.Request.Headers["X-Azure-Functions-InvocationId"].ToString();
            using var envelope = await TriggerEnvelope.ReadAsync(context.Request.Body, function, invocation, context.RequestAborted);
            var reply = await handle(context.RequestServices.GetRequiredService<TService>(), envelope, context.RequestAborted);
            await WriteAsync(context, StatusCodes.Status200OK, reply.Write);
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            LogFailed(context.RequestServices.GetRequiredService<ILogger<TriggerFunction>>(), failure, function);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, json => WriteFailure(json, failure));
        }
    }

    /// <summary>The type only: messages of exceptions may quote data.</summary>
    private static void WriteFailure(Utf8JsonWriter json, Exception failure)
    {
        json.WriteStartObject();
        json.WriteString("error", failure.GetType().Name);
        json.WriteEndObject();
    }

    private static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        write(json);
        await json.FlushAsync(context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function} failed and will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string function);
}
