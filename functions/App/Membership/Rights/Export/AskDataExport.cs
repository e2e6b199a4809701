using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Export;

/// <summary>The member asks for everything that is known of them; a job gathers it (202 and where to look).</summary>
internal sealed class AskDataExport(DataExportStore exports, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/me/data-exports", HandleAsync)
            .RequireMember()
            .RequireLiveSession()
            .RequireIdempotencyKey()
            .WithSummary("Pide una copia de todos tus datos.")
            .WithName("AskDataExport");

    private static async Task<Results<Accepted<DataExportView>, ProblemResult>> HandleAsync(
        CurrentMember member,
        IdempotentCommand command,
        AskDataExport slice,
        CancellationToken cancellation
    ) =>
        (await slice.AskAsync(member.MemberId, command.Identity, cancellation))
            .Then<DataExportView>(export => DataExportView.Of(export))
            .ToAccepted(view => DataExportView.Address(view.Id));

    internal Task<Result<DataExport>> AskAsync(string memberId, CommandIdentity command, CancellationToken cancellation) =>
        exports.ChangeAsync(
            memberId,
            command,
            before =>
                DataExportRules
                    .Ask(before, memberId, command.CommandId, time.GetUtcNow())
                    .Then<Commit<DataExport>>(asked => new Commit<DataExport>(asked)
                    {
                        Events = [DataExportEvents.Asked.With(new DataExportMoved(memberId, asked.Id, null))],
                        Answer = new IdempotencyRecord(202, asked.Id),
                    }),
            cancellation
        );
}
