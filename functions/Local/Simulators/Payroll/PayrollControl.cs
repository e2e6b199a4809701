using System.Text.Json.Serialization;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Serverless.Local.Simulators.Payroll;

/// <summary>What demos, tests and the phone page ask of payroll: <c>/_local/payroll</c>.</summary>
internal static class PayrollControl
{
    /// <summary>Payroll on the laptop's storage.</summary>
    internal static PayrollSimulator On(string storage, TimeProvider time) =>
        On(storage, PayrollSimulator.Container, PayrollSimulator.Queue, time);

    internal static PayrollSimulator On(string storage, string container, string events, TimeProvider time)
    {
        var queue = new QueueClient(storage, events, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        return new PayrollSimulator(new BlobContainerClient(storage, container), queue, time);
    }

    internal static void Map(IEndpointRouteBuilder routes, PayrollSimulator payroll)
    {
        var control = routes.MapGroup("/_local/payroll");
        control.MapGet(
            "/files",
            async (CancellationToken c) => TypedResults.Json(await FilesAsync(payroll, c), PayrollControlJson.Default.PayrollFolders)
        );
        control.MapPost(
            "/answers",
            async (CancellationToken c) =>
                TypedResults.Json(new PayrollAnswers(await payroll.AnswerAsync(c)), PayrollControlJson.Default.PayrollAnswers)
        );
        control.MapGet("/script", () => TypedResults.Json(payroll.Script, PayrollControlJson.Default.PayrollScript));
        control.MapPut(
            "/script",
            async (HttpContext context) =>
            {
                var script = await context.Request.ReadFromJsonAsync(PayrollControlJson.Default.PayrollScript, context.RequestAborted);
                if (script is not { IsSound: true })
                {
                    return Results.BadRequest();
                }

                payroll.Script = script;
                return Results.NoContent();
            }
        );
    }

    private static async Task<PayrollFolders> FilesAsync(PayrollSimulator payroll, CancellationToken cancellation) =>
        new(
            await payroll.FilesAsync("out/", cancellation),
            await payroll.FilesAsync("in/", cancellation),
            await payroll.FilesAsync("done/", cancellation)
        );
}

/// <summary>What lies in the drop container.</summary>
internal sealed record PayrollFolders(IReadOnlyList<string> Out, IReadOnlyList<string> In, IReadOnlyList<string> Done);

/// <summary>How many outgoing files were answered just now.</summary>
internal sealed record PayrollAnswers(int Answered);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PayrollFolders))]
[JsonSerializable(typeof(PayrollAnswers))]
[JsonSerializable(typeof(PayrollScript))]
internal sealed partial class PayrollControlJson : JsonSerializerContext;
