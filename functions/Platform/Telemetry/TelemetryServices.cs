using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Serverless.Platform.Telemetry;

/// <summary>
/// Traces, metrics and logs to Azure Monitor or to an OTLP collector, whichever is configured by its usual variable; without either,
/// nothing is set up and nothing is paid for. Logs hold ids by construction: every log method is generated and takes no personal
/// data, bodies and query strings are never recorded.
/// </summary>
public static class TelemetryServices
{
    /// <summary>Every source and meter of ours begins with this.</summary>
    public const string SourcePrefix = "Serverless.";

    internal const string AzureVariable = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    internal const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether anybody collects what is recorded.</summary>
    internal static bool IsCollected(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[AzureVariable]) || !string.IsNullOrEmpty(configuration[CollectorVariable]);

    /// <summary>Sets telemetry up when the configuration asks for it.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var azure = builder.Configuration[AzureVariable];
        var collector = builder.Configuration[CollectorVariable];
        if (!IsCollected(builder.Configuration))
        {
            return builder;
        }

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("serverless"));
        telemetry.WithTracing(traces =>
        {
            traces.AddSource(SourcePrefix + "*").AddAspNetCoreInstrumentation(o => o.Filter = context => context.Request.Path != "/");
            traces.AddHttpClientInstrumentation();
            if (!string.IsNullOrEmpty(azure))
            {
                traces.AddAzureMonitorTraceExporter(exporter => exporter.ConnectionString = azure);
            }
        });
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(SourcePrefix + "*").AddAspNetCoreInstrumentation();
            if (!string.IsNullOrEmpty(azure))
            {
                metrics.AddAzureMonitorMetricExporter(exporter => exporter.ConnectionString = azure);
            }
        });
        telemetry.WithLogging(logs =>
        {
            if (!string.IsNullOrEmpty(azure))
            {
                logs.AddAzureMonitorLogExporter(exporter => exporter.ConnectionString = azure);
            }
        });
        if (!string.IsNullOrEmpty(collector))
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }
}
