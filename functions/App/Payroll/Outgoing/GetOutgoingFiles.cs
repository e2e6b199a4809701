using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>The outgoing files with what was asked and what became of it; newest first, or one by its id.</summary>
internal sealed class GetOutgoingFiles(OutgoingFileStore files, SortedLists lists)
{
    internal static void Map(RouteGroupBuilder payroll)
    {
        payroll
            .MapGet(PostOutgoingFile.Route, ListAsync)
            .RequireStaff(PayrollTaskStore.Officer)
            .WithSummary("Lista los archivos de descuentos con sus totales.")
            .WithName("ListOutgoingFiles");
        payroll
            .MapGet($"{PostOutgoingFile.Route}/{{id}}", FindAsync)
            .RequireStaff(PayrollTaskStore.Officer)
            .WithSummary("Muestra un archivo de descuentos con sus totales.")
            .WithName("GetOutgoingFile");
    }

    private static async Task<Results<Ok<Page<OutgoingFileView>>, ProblemResult>> ListAsync(
        HttpRequest request,
        GetOutgoingFiles slice,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        return page.Error is { } wrong ? wrong.ToProblem() : TypedResults.Ok(await slice.PageAsync(page.Value, cancellation));
    }

    private static async Task<Results<Ok<OutgoingFileView>, ProblemResult>> FindAsync(
        string id,
        GetOutgoingFiles slice,
        CancellationToken cancellation
    ) => (await slice.GetAsync(id, cancellation)).ToOk();

    private async Task<Page<OutgoingFileView>> PageAsync(PageRequest page, CancellationToken cancellation)
    {
        var entries = await lists.ReadAsync(OutgoingFileStore.List, page.After, page.Limit, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => files.ReadAsync(entry.Subject, cancellation)));
        var next = entries.Count == page.Limit ? PageRequest.CursorFor(entries[^1].Key) : null;
        return new([.. found.Select(snapshot => snapshot.State).OfType<OutgoingFile>().Select(OutgoingFileView.Of)], next);
    }

    private async Task<Result<OutgoingFileView>> GetAsync(string id, CancellationToken cancellation) =>
        (await files.ReadAsync(id, cancellation)).State is { } file ? OutgoingFileView.Of(file) : PayrollErrors.FileNotFound;
}
