using Serverless.App.Payroll.Layout;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Requests;

/// <summary>A request after an answer, and what the answer came to.</summary>
internal readonly record struct Answered(DiscountRequest Request, LineOutcome Outcome, bool WasUnmatched);

/// <summary>What may happen to a discount request, in which order (domain.md §1.6).</summary>
internal static class DiscountRequestRules
{
    /// <summary>Puts it into a file; into the same file again is the same request.</summary>
    internal static Result<DiscountRequest> Send(DiscountRequest request, string fileId, PayrollPeriod period, Money amount) =>
        request.Status == DiscountStatus.Sent && request.FileId == fileId ? request
        : request.Status != DiscountStatus.Open ? PayrollErrors.RequestNotOpen
        : request with { Status = DiscountStatus.Sent, FileId = fileId, Period = period.ToString(), RequestedCentimos = amount.Centimos };

    /// <summary>Payroll cannot be asked for this member.</summary>
    internal static Result<DiscountRequest> Fail(DiscountRequest request, PayrollPeriod period, string reason) =>
        request.Status != DiscountStatus.Open
            ? PayrollErrors.RequestNotOpen
            : request with
            {
                Status = DiscountStatus.Rejected,
                Period = period.ToString(),
                Reason = reason,
            };

    /// <summary>
    /// Books a line of an answer. What is applied or rejected stays so: a later line that says otherwise is a contradiction for a person.
    /// The same line of the same file comes to the same outcome however often it is read.
    /// </summary>
    internal static Answered Answer(DiscountRequest request, string fileId, ResultLine line)
    {
        if (request.Answers.FirstOrDefault(answer => answer.FileId == fileId && answer.Line == line.Number) is { } known)
        {
            return new Answered(request, known.Outcome, known.WasUnmatched);
        }

        if (request.Status is not (DiscountStatus.Sent or DiscountStatus.Unmatched))
        {
            return new Answered(request, SaysTheSame(request, line) ? LineOutcome.Repeated : LineOutcome.Contradicted, false);
        }

        var wasUnmatched = request.Status == DiscountStatus.Unmatched;
        var outcome = OutcomeOf(request, line);
        if (wasUnmatched && outcome == LineOutcome.Unmatched)
        {
            return new Answered(request, LineOutcome.Repeated, false);
        }

        var booked = request with
        {
            Status = StatusOf(outcome),
            AppliedCentimos = outcome == LineOutcome.Unmatched ? 0 : line.AppliedCentimos,
            Reason = line.Reason.Length > 0 ? line.Reason : null,
            Answers = [.. request.Answers, new LineAnswer(fileId, line.Number, outcome, wasUnmatched)],
        };
        return new Answered(booked, outcome, wasUnmatched);
    }

    private static bool SaysTheSame(DiscountRequest request, ResultLine line) =>
        line.RequestedCentimos == request.RequestedCentimos
        && line.AppliedCentimos == request.AppliedCentimos
        && (line.Verdict == PayrollVerdict.Rejected) == (request.Status == DiscountStatus.Rejected);

    private static LineOutcome OutcomeOf(DiscountRequest request, ResultLine line) =>
        line.RequestedCentimos != request.RequestedCentimos
            ? LineOutcome.Unmatched
            : line.Verdict switch
            {
                PayrollVerdict.Applied => LineOutcome.Applied,
                PayrollVerdict.Partial => LineOutcome.Partial,
                _ => LineOutcome.Rejected,
            };

    private static DiscountStatus StatusOf(LineOutcome outcome) =>
        outcome switch
        {
            LineOutcome.Rejected => DiscountStatus.Rejected,
            LineOutcome.Unmatched => DiscountStatus.Unmatched,
            _ => DiscountStatus.Applied,
        };
}
