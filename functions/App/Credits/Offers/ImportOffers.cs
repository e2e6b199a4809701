using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Files;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Offers;

/// <summary>A line that was not taken, by its number in the file; never what stands in it.</summary>
internal sealed record OfferLineError(int Line, string Code);

/// <summary>What became of a file.</summary>
/// <param name="Repeated">Lines whose offer the campaign had made before.</param>
/// <param name="Errors">The first hundred.</param>
internal sealed record OfferImportView(string Campaign, int Published, int Repeated, int Refused, IReadOnlyList<OfferLineError> Errors);

/// <summary>
/// Takes a file of pre-approved offers line by line as it arrives: <c>dni,producto,centimos,cuotas,hasta,motivos</c>. The same file again
/// changes nothing, so a file that was cut off is simply sent again; a larger campaign is the business of <see cref="PostOfferFile"/>.
/// </summary>
internal sealed class ImportOffers(OfferStore offers, MemberDirectory members, TimeProvider time)
{
    /// <summary>About two thousand lines: what one call works off in its time.</summary>
    private const int LargestFile = 160 * 1024;
    private const int MostErrors = 100;

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPut("/backoffice/offers/{campaign}", HandleAsync)
            .RequireStaff("credit-manager")
            .AcceptsUpTo(LargestFile)
            .WithSummary("Carga ofertas preaprobadas (CSV); la misma carga otra vez no cambia nada.")
            .WithName("PutOfferFile");

    private static async Task<Results<Ok<OfferImportView>, ProblemResult>> HandleAsync(
        string campaign,
        HttpRequest request,
        ImportOffers slice,
        CancellationToken cancellation
    ) =>
        IsCampaign(campaign)
            ? TypedResults.Ok(await slice.ImportAsync(campaign, request.Body, cancellation))
            : OfferErrors.LineInvalid.ToProblem();

    internal async Task<OfferImportView> ImportAsync(string campaign, Stream file, CancellationToken cancellation)
    {
        var (published, repeated, refused) = (0, 0, 0);
        var errors = new List<OfferLineError>();
        await foreach (var record in CsvReader.ReadAsync(file, cancellation: cancellation))
        {
            var taken = await TakeAsync(campaign, record, cancellation);
            if (taken.Error is { } wrong)
            {
                refused++;
                if (errors.Count < MostErrors)
                {
                    errors.Add(new OfferLineError(record.Number, wrong.Code));
                }
            }
            else
            {
                (published, repeated) = taken.Value ? (published + 1, repeated) : (published, repeated + 1);
            }
        }

        return new(campaign, published, repeated, refused, errors);
    }

    internal static bool IsCampaign(string text) => text.Length <= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');

    /// <returns>Whether the line made an offer now; false when the campaign had made it before.</returns>
    internal async Task<Result<bool>> TakeAsync(string campaign, CsvRecord record, CancellationToken cancellation)
    {
        var line = OfferLine.Parse(record, LimaTime.Today(time));
        if (line.Error is { } wrong)
        {
            return wrong;
        }

        if (await members.FindByDniAsync(line.Value.Dni, cancellation) is not { } member)
        {
            return OfferErrors.MemberUnknown;
        }

        return await offers.WantsOffersAsync(member.MemberId, cancellation)
            ? await offers.PublishAsync(line.Value.ToOffer(offers.IdOf(campaign, member.MemberId), member.MemberId, campaign), cancellation)
            : OfferErrors.OptedOut;
    }
}

/// <summary>A line of the file.</summary>
internal sealed record OfferLine(Dni Dni, string Product, Money Amount, int Instalments, DateOnly LastDay, ImmutableArray<string> Reasons)
{
    /// <summary>Why somebody gets an offer; their texts stand in the catalogue.</summary>
    private static readonly FrozenDictionary<string, string> ReasonOf = new Dictionary<string, string>
    {
        ["buen-pagador"] = OfferReasonCodes.GoodPayer,
        ["antiguedad"] = OfferReasonCodes.LongService,
        ["cupo-en-boleta"] = OfferReasonCodes.RoomInPayslip,
        ["sin-deudas"] = OfferReasonCodes.NoDebts,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const int Columns = 6;

    internal static Result<OfferLine> Parse(CsvRecord record, DateOnly today)
    {
        const NumberStyles Digits = NumberStyles.None;
        var fields = record.Fields;
        return
            record.Fault is null
            && fields.Count == Columns
            && Dni.Parse(fields[0]) is { IsSuccess: true, Value: var dni }
            && fields[1].Length is > 0 and <= 30
            && long.TryParse(fields[2], Digits, CultureInfo.InvariantCulture, out var centimos)
            && centimos is > 0 and <= 100_000_000
            && int.TryParse(fields[3], Digits, CultureInfo.InvariantCulture, out var instalments)
            && instalments is > 0 and <= 120
            && DateOnly.TryParseExact(fields[4], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var lastDay)
            && lastDay >= today
            && fields[5].Split(';') is { Length: > 0 and <= 4 } reasons
            && reasons.All(ReasonOf.ContainsKey)
            ? new OfferLine(dni, fields[1], Money.FromCentimos(centimos), instalments, lastDay, [.. reasons])
            : OfferErrors.LineInvalid;
    }

    internal Offer ToOffer(string id, string memberId, string campaign) =>
        new(id, memberId, campaign, Product, Amount, Instalments, LastDay, [.. Reasons.Select(reason => ReasonOf[reason])]);
}

/// <summary>Why somebody got an offer: codes whose texts the catalogue has (Law 29733: automated decisions are explained).</summary>
internal static class OfferReasonCodes
{
    internal const string GoodPayer = "credits.offer-reason-buen-pagador";
    internal const string LongService = "credits.offer-reason-antiguedad";
    internal const string RoomInPayslip = "credits.offer-reason-cupo-en-boleta";
    internal const string NoDebts = "credits.offer-reason-sin-deudas";
}
