using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Register;

/// <summary>What may happen to an import, in which order.</summary>
internal static class RegisterImportRules
{
    /// <summary>Largest file taken, in bytes.</summary>
    internal const long MaximumLength = 200L * 1024 * 1024;

    /// <summary>How long file and report are kept after the end (personal data: no longer than the registrar needs them).</summary>
    internal static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    internal static Result<RegisterImport> Open(string id, string officer, long length, string sha256, DateTimeOffset now)
    {
        if (length is <= 0 or > MaximumLength)
        {
            return RegisterErrors.BadSize;
        }

        return sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit)
            ? new RegisterImport(id, officer, length, sha256.ToLowerInvariant(), now)
            : RegisterErrors.BadHash;
    }

    /// <summary>The last block arrived; saying so again is no failure.</summary>
    internal static Result<RegisterImport> Receive(RegisterImport import) =>
        import.Status == RegisterImportStatus.Removed ? RegisterErrors.Closed
        : import.Status == RegisterImportStatus.Open ? import with { Status = RegisterImportStatus.Received }
        : import;

    /// <summary>The file has been read through once.</summary>
    internal static RegisterImport Begin(RegisterImport import, int lines) =>
        import.Status == RegisterImportStatus.Received ? import with { Status = RegisterImportStatus.Running, Lines = lines } : import;

    /// <summary>A slice of lines has been taken over.</summary>
    internal static RegisterImport Advance(RegisterImport import, long offset, int nextLine, RegisterCounts counts) =>
        import with
        {
            Offset = offset,
            NextLine = nextLine,
            Slices = import.Slices + 1,
            Counts = import.Counts.Plus(counts),
        };

    internal static RegisterImport Finish(RegisterImport import, DateTimeOffset now) =>
        import with
        {
            Status = RegisterImportStatus.Finished,
            FinishedAt = now,
        };

    /// <summary>Whether the file has no line behind the cursor.</summary>
    internal static bool IsThrough(RegisterImport import) => import.Offset >= import.Length;

    /// <summary>Per cent of the lines that are done; 100 only when finished.</summary>
    internal static int Percent(RegisterImport import) =>
        import.Status switch
        {
            RegisterImportStatus.Finished or RegisterImportStatus.Removed => 100,
            RegisterImportStatus.Running when import.Lines > 0 => Math.Min(99, (int)(100L * import.Counts.Total / import.Lines)),
            _ => 0,
        };
}
