using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Tasks;

/// <summary>A task as the officer sees it.</summary>
/// <param name="Title">What is different, in words.</param>
/// <param name="Detail">What to do.</param>
/// <param name="AgeDays">Days in Lima since it came to light.</param>
/// <param name="FileId">The outgoing or incoming file.</param>
/// <param name="Line">Line of that file.</param>
/// <param name="Period">The month that cannot be asked for, <c>2027-01</c>.</param>
internal sealed record PayrollTaskView(
    string Id,
    string Code,
    string Title,
    string Detail,
    string Owner,
    DateTimeOffset OpenedAt,
    int AgeDays,
    string? FileId,
    int? Line,
    string? RequestId,
    string? MemberId,
    string? Period,
    DateTimeOffset? ResolvedAt
)
{
    private static readonly Dictionary<string, string> NoArguments = [];

    internal static PayrollTaskView Of(PayrollTask task, ErrorCatalogue texts, DateTimeOffset now)
    {
        var text = texts.For(task.Code, NoArguments);
        return new PayrollTaskView(
            task.Id,
            task.Code,
            text.Title,
            text.Detail,
            task.Owner,
            task.OpenedAt,
            LimaTime.DateOf(now).DayNumber - LimaTime.DateOf(task.OpenedAt).DayNumber,
            task.FileId,
            task.Line,
            task.RequestId,
            task.MemberId,
            task.Period,
            task.Resolution?.At
        );
    }
}
