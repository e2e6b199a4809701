using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.Durable.Client;

namespace Serverless.Durable.Triggers;

/// <summary>A timer function that carries the durableClient binding: one pass of the sweep per call.</summary>
internal sealed class SweepEndpoint(DurableTaskClientFactory clients, InfrastructureFailureSweep sweep)
{
    public async Task HandleAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var binding =
            body.RootElement.TryGetProperty("Data", out var data) && data.TryGetProperty(HostEnvelope.ClientBinding, out var client)
                ? DurableClientBinding.Parse(client)
                : null;
        if (binding is null)
        {
            throw new BadHttpRequestException("The call carries no durableClient binding named client.");
        }

        await sweep.RunAsync(clients.Create(binding), http.RequestAborted);
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", http.RequestAborted);
    }
}
