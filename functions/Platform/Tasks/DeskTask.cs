namespace Serverless.Platform.Tasks;

/// <summary>
/// Something that two books see differently, for a person to sort out. It names what it is about by ids, so that no personal data stands
/// here.
/// </summary>
/// <param name="Code">What is different; its text is in the catalogue.</param>
/// <param name="Owner">The role whose task it is.</param>
/// <param name="OpenedAt">When the difference came to light; its age counts from here.</param>
public sealed record DeskTask(string Id, string Code, string Owner, DateTimeOffset OpenedAt)
{
    /// <summary>What it is about: <c>order</c>, <c>file</c>, <c>line</c>, <c>member</c>, amounts in céntimos.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public DeskResolution? Resolution { get; init; }
}

/// <summary>How a task ended.</summary>
/// <param name="Officer">The staff token's subject.</param>
/// <param name="Reason">The officer's words.</param>
public sealed record DeskResolution(string Officer, string Reason, DateTimeOffset At);

/// <summary>A difference that was found; found again with the same subject it is the same task.</summary>
/// <param name="Subject">What makes it that one difference: an order, a file and line, an account and night.</param>
/// <param name="At">When it came to light.</param>
public sealed record Difference(string Code, string Subject, DateTimeOffset At)
{
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}

/// <summary>A task began or ended.</summary>
/// <param name="By">The owning role, or the officer who ended it.</param>
public sealed record DeskTaskMoved(string TaskId, string Code, string By);
