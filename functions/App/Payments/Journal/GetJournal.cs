using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payments.Journal;

/// <summary>The journal of a day: its totals, and its entries as CSV (RFC 4180) for the accountant's program.</summary>
internal sealed class GetJournal(BuildJournal journal)
{
    private const string Route = "/backoffice/journal/{day}";
    private const string Header = "dia,libro,tipo,sujeto,referencia,fecha_valor,debe,haber,centimos\r\n";

    /// <summary>The night that makes it has not run.</summary>
    private static readonly Error None = Error.NotFound("payments.journal-none");

    internal static void Map(RouteGroupBuilder payments)
    {
        payments
            .MapGet(Route, HandleAsync)
            .RequireStaff("treasurer", "fund-accountant")
            .WithSummary("Muestra los totales del asiento diario por cuenta y por libro.")
            .WithName("GetJournal");
        payments
            .MapGet($"{Route}/entries.csv", EntriesAsync)
            .RequireStaff("treasurer", "fund-accountant")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("Baja el asiento diario en CSV, con debe y haber de cada línea.")
            .WithName("GetJournalEntries");
    }

    private static async Task<Results<Ok<JournalBook>, ProblemResult>> HandleAsync(
        DateOnly day,
        GetJournal slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(day, cancellation)).ToOk();

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> EntriesAsync(
        DateOnly day,
        GetJournal slice,
        CancellationToken cancellation
    )
    {
        var book = await slice.ReadAsync(day, cancellation);
        return book.Error is { } none
            ? none.ToProblem()
            : TypedResults.Stream(body => slice.WriteAsync(day, body, cancellation), "text/csv; charset=utf-8");
    }

    internal async Task<Result<JournalBook>> ReadAsync(DateOnly day, CancellationToken cancellation) =>
        await journal.FindAsync(day, cancellation) is { } book ? book : None;

    internal async Task WriteAsync(DateOnly day, Stream body, CancellationToken cancellation)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(Header), cancellation);
        await foreach (var entry in journal.EntriesAsync(day, cancellation))
        {
            await body.WriteAsync(Encoding.UTF8.GetBytes(LineOf(day, entry)), cancellation);
        }
    }

    /// <summary>Ids, codes and numbers: nothing that needs quotes.</summary>
    private static string LineOf(DateOnly day, JournalEntry entry) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{day:yyyy-MM-dd},{entry.Ledger},{entry.Kind},{entry.Subject},{entry.Reference},{entry.ValueOn:yyyy-MM-dd},{entry.Debit},{entry.Credit},{entry.Centimos}\r\n"
        );
}
