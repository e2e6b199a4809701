namespace Serverless.Platform.Hosting.Process;

/// <summary>
/// The host restarts a handler that exits with anything but 0, and never notices one that exits with 0 (functions contract,
/// section 1). So 0 is not among these while a host waits for us.
/// </summary>
public static class ExitCodes
{
    /// <summary>Something unexpected ended the process, or its host went away.</summary>
    public const int Failed = 1;

    /// <summary>A setting is missing or wrong; the log names it.</summary>
    public const int Configuration = 78;

    /// <summary>Asked to stop by SIGTERM; what a shell shows for it.</summary>
    public const int Terminated = 143;
}
