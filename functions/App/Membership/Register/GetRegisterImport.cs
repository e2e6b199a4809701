using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>How far an import is; the registrar's page asks every few seconds.</summary>
internal sealed class GetRegisterImport(RegisterImportStore imports, Uploads uploads)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet($"{OpenRegisterImport.Route}/{{id}}", HandleAsync)
            .RequireStaff(OpenRegisterImport.Registrar)
            .WithSummary("Muestra cómo va una carga del padrón.")
            .WithName("GetRegisterImport");

    private static async Task<Results<Ok<RegisterImportView>, ProblemResult>> HandleAsync(
        string id,
        GetRegisterImport slice,
        CancellationToken cancellation
    ) => (await slice.GetAsync(id, cancellation)).ToOk();

    private async Task<Result<RegisterImportView>> GetAsync(string id, CancellationToken cancellation)
    {
        if (await imports.FindAsync(id, cancellation) is not { } import)
        {
            return RegisterErrors.NotFound;
        }

        if (import.Status != RegisterImportStatus.Open)
        {
            return RegisterImportView.Of(import, null);
        }

        var upload = await uploads.FindAsync(id, id, cancellation);
        return RegisterImportView.Of(import, upload.IsSuccess ? upload.Value.Next : 0);
    }
}
