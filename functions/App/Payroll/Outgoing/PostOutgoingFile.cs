using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>Whose file is wanted.</summary>
internal sealed record OutgoingOrder(string Ugel);

/// <summary>Makes the next file of a UGEL now instead of at night.</summary>
internal sealed class PostOutgoingFile(OrderOutgoingFile orders)
{
    internal const string Route = "/backoffice/outgoing-files";

    internal static void Map(RouteGroupBuilder payroll) =>
        payroll
            .MapPost(Route, HandleAsync)
            .RequireStaff(PayrollTaskStore.Officer)
            .RequireIdempotencyKey()
            .WithSummary("Arma ya el archivo de descuentos de una UGEL.")
            .WithName("PostOutgoingFile");

    private static async Task<Results<Accepted<OutgoingFileView>, ProblemResult>> HandleAsync(
        OutgoingOrder wanted,
        IdempotentCommand command,
        PostOutgoingFile slice,
        CancellationToken cancellation
    ) => (await slice.PostAsync(wanted, command.Identity, cancellation)).ToAccepted(view => OutgoingFileView.Address(view.Id));

    private async Task<Result<OutgoingFileView>> PostAsync(OutgoingOrder wanted, CommandIdentity command, CancellationToken cancellation) =>
        (await orders.OrderAsync(wanted.Ugel, command, cancellation)).Then<OutgoingFileView>(file => OutgoingFileView.Of(file));
}
