using Serverless.App.Payroll.Messages;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Requests;

/// <summary>What happens to a request besides payroll's answer; kept in its chain.</summary>
internal static class DiscountRequestEvents
{
    internal static readonly EventKind<DiscountMoved> Opened = new("payroll.discount-opened", PayrollJson.Default.DiscountMoved);

    internal static readonly EventKind<DiscountMoved> Sent = new("payroll.discount-sent", PayrollJson.Default.DiscountMoved);

    /// <summary>Payroll answered about another amount.</summary>
    internal static readonly EventKind<DiscountMoved> Unmatched = new("payroll.discount-unmatched", PayrollJson.Default.DiscountMoved);

    internal static DiscountMoved Of(DiscountRequest request) =>
        new(request.Id, request.MemberId, request.Concept, request.Attempt, request.FileId, request.Period, request.RequestedCentimos);
}

/// <summary>A step of a discount request.</summary>
internal sealed record DiscountMoved(
    string RequestId,
    string MemberId,
    string Concept,
    DiscountAttempt Attempt,
    string? FileId,
    string Period,
    long RequestedCentimos
);
