using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Membership.Register;

/// <summary>The lines that were not taken, as a spreadsheet opens them: number, code, reason. No personal data.</summary>
internal sealed class GetRegisterReport(RegisterImportStore imports, RegisterFiles files)
{
    private static readonly byte[] Heading = Encoding.UTF8.GetBytes("\uFEFFlinea,codigo,motivo\r\n");

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet($"{OpenRegisterImport.Route}/{{id}}/report", HandleAsync)
            .RequireStaff(OpenRegisterImport.Registrar)
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("Descarga las líneas que no se pudieron tomar, con su motivo.")
            .WithName("GetRegisterReport");

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> HandleAsync(
        string id,
        GetRegisterReport slice,
        CancellationToken cancellation
    ) =>
        await slice.FindAsync(id, cancellation) is { } import && import.Status != RegisterImportStatus.Removed
            ? TypedResults.Stream(body => slice.WriteAsync(import, body, cancellation), "text/csv; charset=utf-8", $"padron-{id}.csv")
            : RegisterErrors.NotFound.ToProblem();

    private Task<RegisterImport?> FindAsync(string id, CancellationToken cancellation) => imports.FindAsync(id, cancellation);

    private async Task WriteAsync(RegisterImport import, Stream body, CancellationToken cancellation)
    {
        await body.WriteAsync(Heading, cancellation);
        for (var slice = 1; slice <= import.Slices; slice++)
        {
            await files.CopyReportAsync(import.Id, slice, body, cancellation);
        }
    }
}
