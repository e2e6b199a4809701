using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>A file that the registrar is about to send.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of the whole file, hex.</param>
internal sealed record RegisterFile(long Length, string Sha256);

/// <summary>Announces a file of the teacher register; its blocks follow, in any order and as often as the connection breaks.</summary>
internal sealed class OpenRegisterImport(RegisterImportStore imports, Uploads uploads, DerivedIds ids, TimeProvider time)
{
    internal const string Route = "/backoffice/register-imports";
    internal const string Registrar = "registrar";

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost(Route, HandleAsync)
            .RequireStaff(Registrar)
            .RequireIdempotencyKey()
            .WithSummary("Anuncia un archivo del padrón de docentes.")
            .WithName("OpenRegisterImport");

    private static async Task<Results<Created<RegisterImportView>, ProblemResult>> HandleAsync(
        RegisterFile file,
        IdempotentCommand command,
        ClaimsPrincipal officer,
        OpenRegisterImport slice,
        CancellationToken cancellation
    ) =>
        (await slice.OpenAsync(file, command, officer.Identity!.Name!, cancellation)).ToCreated(view =>
            RegisterImportView.Address(view.Id)
        );

    private async Task<Result<RegisterImportView>> OpenAsync(
        RegisterFile file,
        IdempotentCommand command,
        string officer,
        CancellationToken cancellation
    )
    {
        var id = ids.For(command.Principal, Route, command.CommandId);
        var opened = RegisterImportRules.Open(id, officer, file.Length, file.Sha256, time.GetUtcNow());
        if (opened.Error is { } refused)
        {
            return refused;
        }

        var import = await imports.OpenAsync(opened.Value, command.Identity, cancellation);
        if (import.Error is { } failed)
        {
            return failed;
        }

        var announced = new UploadAnnouncement(import.Value.Length, import.Value.Sha256, "text/csv");
        var upload = await uploads.BeginAsync(id, id, announced, cancellation);
        return upload.Then<RegisterImportView>(state => RegisterImportView.Of(import.Value, state.Next));
    }
}
