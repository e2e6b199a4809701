using Serverless.App.Membership.Messages;
using Serverless.App.Payroll.Layout;
using Serverless.App.Payroll.Messages;
using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Requests;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Incoming;

/// <summary>What a line came to, with what the outgoing file's tally grows by.</summary>
internal readonly record struct BookedLine(LineOutcome Outcome, AnswerTally Tally);

/// <summary>Books one line of an answer against the request it means, once; what does not fit becomes a task.</summary>
internal sealed class BookLine(DiscountRequestStore requests, CommandRunner runner, PayrollKeys keys, PayrollTaskStore tasks)
{
    internal async Task<Result<BookedLine>> BookAsync(CsvRecord record, IncomingFile file, CancellationToken cancellation)
    {
        var line = ResultFile.Detail(record);
        if (!line.IsSuccess)
        {
            return await NothingAsync(LineOutcome.Unreadable, line.Error, record.Number, file, null, cancellation);
        }

        return await FindAsync(line.Value, file, cancellation) is { } request
            ? await AnswerAsync(request, line.Value, file, cancellation)
            : await NothingAsync(LineOutcome.Unknown, PayrollErrors.LineUnknown, record.Number, file, null, cancellation);
    }

    private async Task<DiscountRequest?> FindAsync(ResultLine line, IncomingFile file, CancellationToken cancellation)
    {
        var key = await keys.OfDocumentAsync(Dni.Parse(line.Dni).Value, cancellation);
        var id =
            key is not null && key.ModularCode == line.ModularCode
                ? await requests.FindLineAsync(file.OutgoingId, key.MemberId, line.Concept, cancellation)
                : null;
        var request = id is null ? null : (await requests.ReadAsync(id, cancellation)).State;
        return request?.FileId == file.OutgoingId && request.Period == line.Period ? request : null;
    }

    private async Task<Result<BookedLine>> AnswerAsync(
        DiscountRequest request,
        ResultLine line,
        IncomingFile file,
        CancellationToken cancellation
    )
    {
        var preview = DiscountRequestRules.Answer(request, file.Id, line);
        var takes = preview.Outcome is LineOutcome.Applied or LineOutcome.Partial;
        if (takes && !await requests.ClaimPostingAsync(request, cancellation))
        {
            return await NothingAsync(LineOutcome.Contradicted, PayrollErrors.LineTwiceApplied, line.Number, file, request, cancellation);
        }

        var answered = preview;
        var step = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"answer-{file.Id}-{line.Number}");
        if (preview.Request != request)
        {
            var applied = await runner.RunAsync(
                DiscountRequestStore.Kind,
                request.Id,
                new CommandIdentity(step, step, ""),
                before => Commit(answered = DiscountRequestRules.Answer(before.State!, file.Id, line)),
                cancellation
            );
            if (applied.Error is { } failed)
            {
                return failed;
            }
        }

        if (DifferenceOf(answered.Outcome) is { } difference)
        {
            await OpenTaskAsync(difference, line.Number, file, request, cancellation);
        }

        return new BookedLine(answered.Outcome, Tally(answered, line));
    }

    private static Commit<DiscountRequest> Commit(Answered answered) =>
        new(answered.Request)
        {
            Events = answered.Outcome switch
            {
                LineOutcome.Applied or LineOutcome.Partial => [PayrollEvents.Applied.With(AppliedOf(answered.Request))],
                LineOutcome.Rejected => [PayrollEvents.Rejected.With(RejectedOf(answered.Request))],
                LineOutcome.Unmatched => [DiscountRequestEvents.Unmatched.With(DiscountRequestEvents.Of(answered.Request))],
                _ => [],
            },
        };

    private static DiscountApplied AppliedOf(DiscountRequest request) =>
        new(
            request.MemberId,
            request.Concept,
            request.Attempt.Round,
            request.Attempt.Number,
            request.Period,
            request.RequestedCentimos,
            request.AppliedCentimos
        );

    private static DiscountRejected RejectedOf(DiscountRequest request) =>
        new(request.MemberId, request.Concept, request.Attempt.Round, request.Attempt.Number, request.Period, request.Reason ?? "");

    private static Error? DifferenceOf(LineOutcome outcome) =>
        outcome switch
        {
            LineOutcome.Partial => PayrollErrors.LinePartial,
            LineOutcome.Unmatched => PayrollErrors.LineUnmatched,
            LineOutcome.Contradicted => PayrollErrors.LineContradicted,
            _ => null,
        };

    private static AnswerTally Tally(Answered answered, ResultLine line)
    {
        var asked = answered.Request.RequestedCentimos;
        var settled = answered.WasUnmatched ? AnswerTally.None with { Unmatched = -1, UnmatchedCentimos = -asked } : AnswerTally.None;
        return answered.Outcome switch
        {
            LineOutcome.Applied or LineOutcome.Partial => settled with
            {
                Applied = 1,
                AppliedCentimos = asked,
                TakenCentimos = line.AppliedCentimos,
            },
            LineOutcome.Rejected => settled with { Rejected = 1, RejectedCentimos = asked },
            LineOutcome.Unmatched => AnswerTally.None with { Unmatched = 1, UnmatchedCentimos = asked },
            _ => AnswerTally.None,
        };
    }

    private async Task<Result<BookedLine>> NothingAsync(
        LineOutcome outcome,
        Error difference,
        int line,
        IncomingFile file,
        DiscountRequest? request,
        CancellationToken cancellation
    )
    {
        await OpenTaskAsync(difference, line, file, request, cancellation);
        return new BookedLine(outcome, AnswerTally.None);
    }

    private Task OpenTaskAsync(Error difference, int line, IncomingFile file, DiscountRequest? request, CancellationToken cancellation) =>
        tasks.OpenAsync(
            new PayrollDifference(difference.Code, file.ReceivedAt)
            {
                FileId = file.Id,
                Line = line,
                RequestId = request?.Id,
                MemberId = request?.MemberId,
            },
            cancellation
        );
}
