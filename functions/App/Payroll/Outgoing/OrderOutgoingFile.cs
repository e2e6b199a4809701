using System.Globalization;
using Serverless.App.Fund.Messages;
using Serverless.App.Payroll.Requests;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>
/// Orders the next file of a UGEL. While one is in the making, and while nothing new is open, the answer is the last one, so that
/// ordering twice makes one file. While a month's tax unit is not decreed, its file holds instalments only: contributions wait, an officer
/// is told once, and the first order after the decree takes them all. Asking with last year's amount would put a wrong sum on every payslip
/// of January. A crash after the number was taken leaves a file that the next order opens: numbers have no gaps.
/// </summary>
internal sealed class OrderOutgoingFile(
    AggregateStore store,
    OutgoingFileStore files,
    DiscountRequestStore requests,
    MonthlyContribution contribution,
    PayrollTaskStore tasks,
    PayrollOptions options,
    TimeProvider time
)
{
    private static readonly AggregateKind<UgelDesk> Desks = new(PayrollModule.Table, "payroll.ugel-desk", PayrollJson.Default.UgelDesk);
    private const int Rounds = 5;

    /// <returns>
    /// The file, or <c>payroll.nothing-to-request</c> when the UGEL has neither a file nor an open request,
    /// <c>payroll.contribution-unknown</c> when the month's tax unit is missing.
    /// </returns>
    internal async Task<Result<OutgoingFile>> OrderAsync(string ugel, CommandIdentity command, CancellationToken cancellation)
    {
        if (!Ugel.IsValid(ugel))
        {
            return PayrollErrors.BadUgel;
        }

        var period = PayrollPeriod.For(LimaTime.Today(time), options.CutOffDay);
        var contributionKnown = (await contribution.OfAsync(period.FirstDay, cancellation)).IsSuccess;
        if (!contributionKnown)
        {
            var missing = new PayrollDifference(
                PayrollErrors.ContributionUnknown.Code,
                LimaTime.Instant(period.FirstDay.AddMonths(-1).AddDays(options.CutOffDay))
            )
            {
                Period = period.ToString(),
            };
            await tasks.OpenAsync(missing, cancellation);
            if (!await requests.HasOpenAsync(ugel, contributionKnown, cancellation))
            {
                return PayrollErrors.ContributionUnknown;
            }
        }

        for (var round = 1; ; round++)
        {
            var number = await TakeNumberAsync(ugel, contributionKnown, command, cancellation);
            if (number.Error is { } error && !(error == StorageErrors.PreconditionFailed && round < Rounds))
            {
                return error;
            }

            if (number.IsSuccess)
            {
                return await OpenAsync(ugel, number.Value, cancellation);
            }
        }
    }

    private async Task<Result<int>> TakeNumberAsync(
        string ugel,
        bool contributionKnown,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var id = $"desk-{ugel}";
        if (await store.FindReceiptAsync(Desks, id, command, cancellation) is { } earlier)
        {
            return earlier.Then(NumberOf);
        }

        var desk = await store.ReadAsync(Desks, id, cancellation);
        var isOpen = await requests.HasOpenAsync(ugel, contributionKnown, cancellation);
        if (desk.State is null && !isOpen)
        {
            return PayrollErrors.NothingToRequest;
        }

        var last = desk.State?.LastNumber ?? 0;
        var isBusy =
            last > 0
            && await OpenAsync(ugel, last, cancellation) is { IsSuccess: true } file
            && OutgoingFileRules.IsInTheMaking(file.Value);
        var number = isOpen && !isBusy ? last + 1 : last;
        var commit = new Commit<UgelDesk>(new UgelDesk(ugel, number))
        {
            Answer = new IdempotencyRecord(202, number.ToString(CultureInfo.InvariantCulture)),
        };
        return (await store.CommitAsync(Desks, desk, command, commit, cancellation)).Then(NumberOf);
    }

    private Task<Result<OutgoingFile>> OpenAsync(string ugel, int number, CancellationToken cancellation)
    {
        var period = PayrollPeriod.For(LimaTime.Today(time), options.CutOffDay);
        return files.OpenAsync(ugel, period, number, time.GetUtcNow(), cancellation);
    }

    private static Result<int> NumberOf(CommitReceipt receipt) => int.Parse(receipt.Answer!.Subject, CultureInfo.InvariantCulture);
}
