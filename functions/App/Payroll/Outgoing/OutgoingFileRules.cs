using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>The order of an outgoing file's steps. A step that is done already changes nothing.</summary>
internal static class OutgoingFileRules
{
    internal static bool IsInTheMaking(OutgoingFile file) => file.Status < OutgoingStatus.Written;

    internal static OutgoingFile Plan(OutgoingFile file, string attempt, int parts) =>
        file.Status == OutgoingStatus.Ordered
            ? file with
            {
                Plan = attempt,
                PlanParts = parts,
                Status = parts == 0 ? OutgoingStatus.Empty : OutgoingStatus.Planned,
            }
            : file;

    internal static OutgoingFile MarkPart(OutgoingFile file) =>
        file with
        {
            MarkedParts = file.MarkedParts + 1,
            Status = file.MarkedParts + 1 == file.PlanParts ? OutgoingStatus.Marked : OutgoingStatus.Planned,
        };

    internal static OutgoingFile Write(OutgoingFile file, int lines, long centimos, string sha256, DateTimeOffset now) =>
        file with
        {
            Status = lines == 0 ? OutgoingStatus.Empty : OutgoingStatus.Written,
            Lines = lines,
            Centimos = centimos,
            Sha256 = sha256,
            WrittenAt = now,
        };

    internal static OutgoingFile Tally(OutgoingFile file, AnswerTally answers) => file with { Answers = file.Answers.Plus(answers) };

    /// <summary>When payroll should have answered every line.</summary>
    internal static DateTimeOffset AnswerDue(PayrollPeriod period, int withinDays) =>
        LimaTime.Instant(period.LastDay.AddDays(withinDays + 1));
}
