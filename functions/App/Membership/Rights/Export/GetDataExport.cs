using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Export;

/// <summary>How far the copy is, and the copy itself as JSON or PDF. That it was taken is an event before it goes out.</summary>
internal sealed class GetDataExport(DataExportStore exports, DataExportPaper paper, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership)
    {
        membership
            .MapGet("/me/data-exports/{id}", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra cómo va la copia de tus datos.")
            .WithName("GetDataExport");
        membership
            .MapGet("/me/data-exports/{id}/{format}", HandleFileAsync)
            .RequireMember()
            .RequireLiveSession()
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf")
            .WithSummary("Descarga la copia de tus datos: json para programas, pdf para personas.")
            .WithName("DownloadDataExport");
    }

    private static async Task<Results<Ok<DataExportView>, ProblemResult>> HandleAsync(
        string id,
        CurrentMember member,
        DataExportStore exports,
        CancellationToken cancellation
    )
    {
        Result<DataExportView> found =
            await exports.FindAsync(member.MemberId, cancellation) is { } export && export.Id == id
                ? DataExportView.Of(export)
                : DataExportRules.NotFound;
        return found.ToOk();
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> HandleFileAsync(
        string id,
        string format,
        CurrentMember member,
        GetDataExport slice,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        response.Headers.CacheControl = "no-store";
        var file = await slice.OpenAsync(member.MemberId, id, format, cancellation);
        return file.Error is { } refused
            ? refused.ToProblem()
            : TypedResults.File(file.Value, format == "pdf" ? "application/pdf" : "application/json", $"mis-datos.{format}");
    }

    internal async Task<Result<byte[]>> OpenAsync(string memberId, string id, string format, CancellationToken cancellation)
    {
        if (format is not ("json" or "pdf"))
        {
            return DataExportRules.NotFound;
        }

        var open = DataExportRules.Open(await exports.FindAsync(memberId, cancellation), id, time.GetUtcNow());
        if (open.Error is { } refused)
        {
            return refused;
        }

        if (await exports.OpenAsync(memberId, id, cancellation) is not { } json)
        {
            return DataExportRules.NotFound;
        }

        var taken = $"taken-{RandomNumberGenerator.GetHexString(32)}";
        var noted = await exports.ChangeAsync(
            memberId,
            new CommandIdentity(taken, taken, ""),
            before => new Commit<DataExport>(before!) { Events = [DataExportEvents.Taken.With(Moved(open.Value))] },
            cancellation
        );
        return noted.Error is { } failed ? failed
            : format == "json" ? json
            : paper.Draw(JsonSerializer.Deserialize(json, MembershipJson.Default.DataCopy)!);
    }

    private static DataExportMoved Moved(DataExport export) => new(export.MemberId, export.Id, export.Sha256);
}
