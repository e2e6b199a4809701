using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Serverless.Platform.Hosting.Settings;

/// <summary>
/// The framework's own options that every start reads, by name, so that the native compiler makes their types and no instance has to
/// (ADR 0006). One that is missing here works as well and costs a start a millisecond.
/// </summary>
internal static class FrameworkOptions
{
    internal static IServiceCollection AddFrameworkOptions(this IServiceCollection services) =>
        services
            .AddReadOnce<AuthenticationOptions>()
            .AddReadOnce<AuthorizationOptions>()
            .AddReadOnce<BrotliCompressionProviderOptions>()
            .AddReadOnce<ConsoleLifetimeOptions>()
            .AddReadOnce<FormOptions>()
            .AddReadOnce<GzipCompressionProviderOptions>()
            .AddReadOnce<HostOptions>()
            .AddReadOnce<JsonOptions>()
            .AddReadOnce<KestrelServerOptions>()
            .AddReadOnce<LoggerFactoryOptions>()
            .AddReadOnce<ResponseCompressionOptions>()
            .AddReadOnce<RouteHandlerOptions>()
            .AddReadOnce<RouteOptions>()
            .AddReadByName<ConsoleFormatterOptions>()
            .AddReadByName<ConsoleLoggerOptions>()
            .AddReadByName<JsonConsoleFormatterOptions>()
            .AddReadByName<JwtBearerOptions>()
            .AddReadByName<LoggerFilterOptions>()
            .AddReadByName<SimpleConsoleFormatterOptions>();
}
