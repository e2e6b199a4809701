using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Messages;
using Serverless.App.Payroll.Messages;
using Serverless.App.Payroll.Requests;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>Puts one open request into a file, or finds out that it has no place in it. Done twice it is done once.</summary>
internal sealed class PutInFile(
    DiscountRequestStore requests,
    CommandRunner runner,
    PayrollKeys keys,
    MonthlyContribution contribution,
    PayrollTaskStore tasks
)
{
    private const string UnknownToPayroll = "unknown-to-payroll";

    internal async Task<Result<Done>> PutAsync(string requestId, OutgoingFile file, CancellationToken cancellation)
    {
        if ((await requests.ReadAsync(requestId, cancellation)).State is not { } request)
        {
            return Done.Value;
        }

        if (request.Status == DiscountStatus.Open)
        {
            var put = await PutOpenAsync(request, file, cancellation);
            if (put.Error is { } failed)
            {
                return failed;
            }
        }

        if ((await requests.ReadAsync(requestId, cancellation)).State is { Status: not DiscountStatus.Open })
        {
            await requests.UnlistAsync(request, cancellation);
        }

        return Done.Value;
    }

    private async Task<Result<Done>> PutOpenAsync(DiscountRequest request, OutgoingFile file, CancellationToken cancellation)
    {
        if (await keys.OfMemberAsync(request.MemberId, cancellation) is null)
        {
            return await FailAsync(request, file, cancellation);
        }

        if (await requests.ClaimLineAsync(file.Id, request, cancellation) != request.Id)
        {
            // The file has a line for this member and concept already; this one goes into the next.
            return Done.Value;
        }

        var period = PayrollPeriod.Parse(file.Period)!.Value;
        var amount = await AmountOfAsync(request, period, cancellation);
        if (amount.Error is { } noRate)
        {
            return noRate;
        }

        return await CommitAsync(
            request,
            $"send-{file.Id}",
            now => DiscountRequestRules.Send(now, file.Id, period, amount.Value),
            sent => DiscountRequestEvents.Sent.With(DiscountRequestEvents.Of(sent)),
            cancellation
        );
    }

    /// <summary>An instalment is asked for as the loans said; a contribution follows from the month.</summary>
    private async ValueTask<Result<Money>> AmountOfAsync(DiscountRequest request, PayrollPeriod period, CancellationToken cancellation) =>
        request.Concept == DiscountConcepts.Instalment
            ? Money.FromCentimos(request.RequestedCentimos)
            : await contribution.OfAsync(period.FirstDay, cancellation);

    private async Task<Result<Done>> FailAsync(DiscountRequest request, OutgoingFile file, CancellationToken cancellation)
    {
        var difference = new PayrollDifference(PayrollErrors.MemberWithoutKey.Code, file.OrderedAt)
        {
            FileId = file.Id,
            RequestId = request.Id,
            MemberId = request.MemberId,
        };
        await tasks.OpenAsync(difference, cancellation);
        return await CommitAsync(
            request,
            $"fail-{file.Id}",
            now => DiscountRequestRules.Fail(now, PayrollPeriod.Parse(file.Period)!.Value, UnknownToPayroll),
            failed =>
                PayrollEvents.Rejected.With(
                    new DiscountRejected(
                        failed.MemberId,
                        failed.Concept,
                        failed.Attempt.Round,
                        failed.Attempt.Number,
                        failed.Period,
                        UnknownToPayroll
                    )
                ),
            cancellation
        );
    }

    private async Task<Result<Done>> CommitAsync(
        DiscountRequest request,
        string step,
        Func<DiscountRequest, Result<DiscountRequest>> decide,
        Func<DiscountRequest, NewEvent> happened,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            DiscountRequestStore.Kind,
            request.Id,
            new CommandIdentity(step, step, ""),
            before =>
                decide(before.State!)
                    .Then<Commit<DiscountRequest>>(after => new Commit<DiscountRequest>(after) { Events = [happened(after)] }),
            cancellation
        );
        return applied.Error is { } error && error != PayrollErrors.RequestNotOpen ? error : Done.Value;
    }
}
