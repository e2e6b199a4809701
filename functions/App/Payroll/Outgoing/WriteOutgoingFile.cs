using System.Globalization;
using Serverless.App.Membership.Messages;
using Serverless.App.Payroll.Layout;
using Serverless.App.Payroll.Requests;
using Serverless.Platform.Drop;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>What stands in the written file.</summary>
internal sealed record WrittenTotals(int Lines, long Centimos, string Sha256)
{
    internal IReadOnlyDictionary<string, string> ToFacts() =>
        new Dictionary<string, string>
        {
            ["lines"] = Lines.ToString(CultureInfo.InvariantCulture),
            ["centimos"] = Centimos.ToString(CultureInfo.InvariantCulture),
            ["sha256"] = Sha256,
        };

    internal static WrittenTotals Of(DropFile file) =>
        new(
            int.Parse(file.Facts["lines"], CultureInfo.InvariantCulture),
            long.Parse(file.Facts["centimos"], CultureInfo.InvariantCulture),
            file.Facts["sha256"]
        );
}

/// <summary>
/// Streams a file whose requests are all put in: header, lines, trailer with the control totals. It becomes visible whole, and the first
/// one that did stays: whoever writes it again takes over what the visible one says.
/// </summary>
internal sealed class WriteOutgoingFile(
    [FromKeyedServices(PayrollModule.Partner)] DropContainer drop,
    OutgoingPlan plan,
    DiscountRequestStore requests,
    PayrollKeys keys
)
{
    private const int AtOnce = 16;

    internal async Task<WrittenTotals> WriteAsync(OutgoingFile file, CancellationToken cancellation)
    {
        var period = PayrollPeriod.Parse(file.Period)!.Value;
        var name = DropContainer.Out + RequestFile.NameOf(file.Ugel, period, file.Number);
        if (await drop.FindAsync(name, cancellation) is { } visible)
        {
            return WrittenTotals.Of(visible);
        }

        using var writer = drop.Begin(name);
        await writer.WriteAsync(RequestFile.Header(file.Ugel, period, file.Number), cancellation);
        var (lines, centimos) = await WriteLinesAsync(file, writer, cancellation);
        var totals = new WrittenTotals(lines, centimos, writer.Sha256);
        await writer.WriteAsync(RequestFile.Trailer(lines, centimos, totals.Sha256), cancellation);
        return lines == 0 || await writer.CommitAsync(totals.ToFacts(), cancellation)
            ? totals
            : WrittenTotals.Of((await drop.FindAsync(name, cancellation))!);
    }

    private async Task<(int Lines, long Centimos)> WriteLinesAsync(OutgoingFile file, DropWriter writer, CancellationToken cancellation)
    {
        var (lines, centimos) = (0, 0L);
        await foreach (var part in plan.ReadAsync(file, cancellation))
        {
            foreach (var some in part.Chunk(AtOnce))
            {
                var found = await Task.WhenAll(some.Select(id => FindAsync(id, file.Id, cancellation)));
                foreach (var (request, key) in found.OfType<(DiscountRequest, PayrollKey)>())
                {
                    var amount = Money.FromCentimos(request.RequestedCentimos);
                    await writer.WriteAsync(RequestFile.Detail(++lines, key, request.Concept, request.Period, amount), cancellation);
                    centimos += request.RequestedCentimos;
                }
            }
        }

        return (lines, centimos);
    }

    private async Task<(DiscountRequest, PayrollKey)?> FindAsync(string id, string fileId, CancellationToken cancellation) =>
        (await requests.ReadAsync(id, cancellation)).State is { } request
        && request.FileId == fileId
        && await keys.OfMemberAsync(request.MemberId, cancellation) is { } key
            ? (request, key)
            : null;
}
