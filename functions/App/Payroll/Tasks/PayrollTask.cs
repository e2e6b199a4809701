namespace Serverless.App.Payroll.Tasks;

/// <summary>
/// Something that payroll and we see differently, for a person to sort out. It names a line by file and number: whoever may read the
/// file looks there, so that no personal data stands here.
/// </summary>
/// <param name="Code">What is different; its text is in the catalogue.</param>
/// <param name="Owner">The role whose task it is.</param>
/// <param name="OpenedAt">When the difference came to light; its age counts from here.</param>
internal sealed record PayrollTask(string Id, string Code, string Owner, DateTimeOffset OpenedAt)
{
    public string? FileId { get; init; }

    /// <summary>Line of the incoming file as an editor counts.</summary>
    public int? Line { get; init; }

    public string? RequestId { get; init; }

    public string? MemberId { get; init; }

    /// <summary>The month that cannot be asked for, <c>2027-01</c>.</summary>
    public string? Period { get; init; }

    public PayrollResolution? Resolution { get; init; }
}

/// <summary>How a task ended.</summary>
/// <param name="Officer">The staff token's subject.</param>
/// <param name="Reason">The officer's words.</param>
internal sealed record PayrollResolution(string Officer, string Reason, DateTimeOffset At);

/// <summary>A difference that was found; found again it is the same one.</summary>
/// <param name="At">A moment that is the same at every finding: of the file, not of the clock.</param>
internal sealed record PayrollDifference(string Code, DateTimeOffset At)
{
    internal string? FileId { get; init; }

    internal int? Line { get; init; }

    internal string? RequestId { get; init; }

    internal string? MemberId { get; init; }

    internal string? Period { get; init; }
}
