using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>What happens to an outgoing file.</summary>
internal static class OutgoingFileEvents
{
    /// <summary>There is something to do for it; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<OutgoingFileMoved> StepDue = new("payroll.outgoing-step-due", PayrollJson.Default.OutgoingFileMoved);

    /// <summary>A step is done and the same worker goes on.</summary>
    internal static readonly EventKind<OutgoingFileMoved> Advanced = new(
        "payroll.outgoing-file-advanced",
        PayrollJson.Default.OutgoingFileMoved
    );

    /// <summary>Payroll can see it, or there was nothing to ask.</summary>
    internal static readonly EventKind<OutgoingFileMoved> Written = new(
        "payroll.outgoing-file-written",
        PayrollJson.Default.OutgoingFileMoved
    );

    /// <summary>An answer to it has been booked.</summary>
    internal static readonly EventKind<OutgoingFileMoved> Answered = new(
        "payroll.outgoing-file-answered",
        PayrollJson.Default.OutgoingFileMoved
    );

    /// <summary>Payroll should have answered; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<OutgoingFileMoved> AnswerDue = new(
        "payroll.outgoing-answer-due",
        PayrollJson.Default.OutgoingFileMoved
    );

    internal static OutgoingFileMoved Of(OutgoingFile file) => new(file.Id, file.Ugel, file.Period, file.Number, file.Lines, file.Centimos);
}

/// <summary>A step of an outgoing file.</summary>
internal sealed record OutgoingFileMoved(string FileId, string Ugel, string Period, int Number, int Lines, long Centimos);
