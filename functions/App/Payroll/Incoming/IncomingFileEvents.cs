using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Incoming;

/// <summary>What happens to an answer.</summary>
internal static class IncomingFileEvents
{
    /// <summary>There are lines to book; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<IncomingFileMoved> SliceDue = new(
        "payroll.incoming-slice-due",
        PayrollJson.Default.IncomingFileMoved
    );

    /// <summary>A slice is booked and the same worker goes on.</summary>
    internal static readonly EventKind<IncomingFileMoved> Advanced = new(
        "payroll.incoming-file-advanced",
        PayrollJson.Default.IncomingFileMoved
    );

    internal static readonly EventKind<IncomingFileMoved> Finished = new(
        "payroll.incoming-file-finished",
        PayrollJson.Default.IncomingFileMoved
    );

    internal static readonly EventKind<IncomingFileMoved> Refused = new(
        "payroll.incoming-file-refused",
        PayrollJson.Default.IncomingFileMoved
    );
}

/// <summary>A step of an answer, with the lines that are done.</summary>
internal sealed record IncomingFileMoved(string FileId, int Lines);
