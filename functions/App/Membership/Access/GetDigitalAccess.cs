using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authentication;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Access;

/// <param name="Kind"><c>nombrado</c>, …</param>
/// <param name="Members">Persons, by the kind they had when they first activated.</param>
internal sealed record AccessRow(string Kind, long Members);

/// <param name="Total">Always the sum of the rows.</param>
internal sealed record DigitalAccessReport(IReadOnlyList<AccessRow> Kinds, long Total);

/// <summary>Row D37: members with digital access by kind. Numbers only, nobody's data.</summary>
internal sealed class GetDigitalAccess(AggregateStore store)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/backoffice/reports/digital-access", HandleAsync)
            .RequireStaff("registrar", "officer")
            .WithSummary("Cuenta a los asociados que ya activaron su cuenta, por condición.")
            .WithName("GetDigitalAccess");

    private static async Task<Ok<DigitalAccessReport>> HandleAsync(GetDigitalAccess slice, CancellationToken cancellation) =>
        TypedResults.Ok(await slice.ReadAsync(cancellation));

    internal async Task<DigitalAccessReport> ReadAsync(CancellationToken cancellation)
    {
        var rows = await Task.WhenAll(MemberTerms.Kinds.Order(StringComparer.Ordinal).Select(kind => RowAsync(kind, cancellation)));
        return new DigitalAccessReport(rows, rows.Sum(row => row.Members));
    }

    private async Task<AccessRow> RowAsync(string kind, CancellationToken cancellation)
    {
        var count = await store.ReadAsync(AccessKinds.Count, AccessKinds.CountOf(kind), cancellation);
        return new AccessRow(kind, count.State?.Members ?? 0);
    }
}
