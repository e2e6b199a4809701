using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>What happens to an import; published contracts (decision 17).</summary>
internal static class RegisterImportEvents
{
    internal static readonly EventKind<RegisterImportOpened> Opened = new(
        "membership.register-import-opened",
        MembershipJson.Default.RegisterImportOpened
    );

    /// <summary>The file is whole; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<RegisterImportMoved> Received = new(
        "membership.register-file-received",
        MembershipJson.Default.RegisterImportMoved
    );

    /// <summary>There are lines left; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<RegisterImportMoved> SliceDue = new(
        "membership.register-slice-due",
        MembershipJson.Default.RegisterImportMoved
    );

    /// <summary>A slice is done and the same worker goes on.</summary>
    internal static readonly EventKind<RegisterImportMoved> Advanced = new(
        "membership.register-import-advanced",
        MembershipJson.Default.RegisterImportMoved
    );

    internal static readonly EventKind<RegisterImportMoved> Finished = new(
        "membership.register-import-finished",
        MembershipJson.Default.RegisterImportMoved
    );

    /// <summary>A job that has not moved since is to be continued; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<RegisterImportMoved> WatchDue = new(
        "membership.register-watch-due",
        MembershipJson.Default.RegisterImportMoved
    );

    /// <summary>Its time is over; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<RegisterImportMoved> RemovalDue = new(
        "membership.register-removal-due",
        MembershipJson.Default.RegisterImportMoved
    );

    internal static readonly EventKind<RegisterImportMoved> Removed = new(
        "membership.register-import-removed",
        MembershipJson.Default.RegisterImportMoved
    );
}

/// <summary>An officer announced a file.</summary>
internal sealed record RegisterImportOpened(string ImportId, string Officer, long Length, string Sha256);

/// <summary>A step of an import, with the lines that are done.</summary>
internal sealed record RegisterImportMoved(string ImportId, int Lines);
