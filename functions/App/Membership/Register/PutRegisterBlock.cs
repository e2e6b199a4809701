using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>
/// Takes one block of the file. With the last one the whole is checked and the job is woken; a block that comes again after a crash in
/// between finishes what was left.
/// </summary>
internal sealed class PutRegisterBlock(RegisterImportStore imports, Uploads uploads)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPut($"{OpenRegisterImport.Route}/{{id}}/blocks/{{number:int}}", HandleAsync)
            .RequireStaff(OpenRegisterImport.Registrar)
            .AcceptsUpTo(UploadState.BlockBytes)
            .WithSummary("Recibe un bloque del archivo; su huella va en Content-Digest.")
            .WithName("PutRegisterBlock");

    private static async Task<Results<Ok<RegisterImportView>, ProblemResult>> HandleAsync(
        string id,
        int number,
        HttpRequest request,
        PutRegisterBlock slice,
        CancellationToken cancellation
    ) => (await slice.PutAsync(id, number, request, cancellation)).ToOk();

    private async Task<Result<RegisterImportView>> PutAsync(string id, int number, HttpRequest request, CancellationToken cancellation)
    {
        if (await imports.FindAsync(id, cancellation) is not { } import)
        {
            return RegisterErrors.NotFound;
        }

        if (import.Status != RegisterImportStatus.Open)
        {
            return RegisterImportView.Of(import, null);
        }

        var digest = ContentDigest.Sha256(request.Headers["Content-Digest"]);
        var put = await uploads.PutBlockAsync(id, id, number, digest ?? "", request.Body, cancellation);
        if (put.Error is { } refused)
        {
            return refused;
        }

        return put.Value.HasAll ? await ReceiveAsync(id, cancellation) : RegisterImportView.Of(import, put.Value.Next);
    }

    private async Task<Result<RegisterImportView>> ReceiveAsync(string id, CancellationToken cancellation)
    {
        var whole = await uploads.FinishAsync(id, id, cancellation);
        if (whole.Error is { } corrupt)
        {
            return corrupt;
        }

        var snapshot = await imports.ReadAsync(id, cancellation);
        var received = RegisterImportRules.Receive(snapshot.State!);
        if (received.Error is { } closed)
        {
            return closed;
        }

        var stepped = await imports.StepAsync(snapshot, received.Value, RegisterImportEvents.Received, cancellation);
        return stepped.Error is null || stepped.Error == StorageErrors.PreconditionFailed
            ? RegisterImportView.Of(received.Value, null)
            : stepped.Error;
    }
}
