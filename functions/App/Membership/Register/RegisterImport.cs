namespace Serverless.App.Membership.Register;

/// <summary>How far an import of the teacher register has come.</summary>
internal enum RegisterImportStatus
{
    /// <summary>The file is on its way, block by block.</summary>
    Open,

    /// <summary>The file is whole and its hash is right.</summary>
    Received,

    /// <summary>Lines are being taken over.</summary>
    Running,

    Finished,

    /// <summary>File and report are gone; the counts stay.</summary>
    Removed,
}

/// <summary>Lines by what they came to.</summary>
internal sealed record RegisterCounts(int Registered, int Updated, int Unchanged, int Rejected)
{
    internal static readonly RegisterCounts None = new(0, 0, 0, 0);

    internal int Total => Registered + Updated + Unchanged + Rejected;

    internal RegisterCounts Plus(RegisterCounts more) =>
        new(Registered + more.Registered, Updated + more.Updated, Unchanged + more.Unchanged, Rejected + more.Rejected);
}

/// <summary>
/// One file of the ministry on its way into the member rows. The state is the job's cursor too (decision 16): whoever continues, goes
/// on where the last commit says, so that the job may be stopped at any moment and be woken any number of times.
/// </summary>
/// <param name="Officer">The staff token's subject.</param>
/// <param name="Length">Of the file, in bytes.</param>
/// <param name="Sha256">Of the file, hex.</param>
internal sealed record RegisterImport(string Id, string Officer, long Length, string Sha256, DateTimeOffset OpenedAt)
{
    public RegisterImportStatus Status { get; init; } = RegisterImportStatus.Open;

    /// <summary>Lines of the file that are to be taken over; known when it has been read through once.</summary>
    public int Lines { get; init; }

    /// <summary>Byte of the file at which the next line begins.</summary>
    public long Offset { get; init; }

    /// <summary>Number of the next line, as an editor counts.</summary>
    public int NextLine { get; init; } = 1;

    /// <summary>Slices committed; each may have left a report of its own.</summary>
    public int Slices { get; init; }

    public RegisterCounts Counts { get; init; } = RegisterCounts.None;

    public DateTimeOffset? FinishedAt { get; init; }
}
