using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Rights.Export;

/// <summary>How copies are asked for, made and removed. Pure.</summary>
internal static class DataExportRules
{
    internal static readonly Error TooMany = new("membership.data-export-too-many", ErrorKind.TooManyRequests);
    internal static readonly Error NotFound = Error.NotFound("membership.data-export-not-found");
    internal static readonly Error NotReady = Error.Conflict("membership.data-export-not-ready");

    /// <summary>How long a copy may be fetched.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int PerDay = 3;

    /// <summary>A new copy takes the place of the one before.</summary>
    internal static Result<DataExport> Ask(DataExport? before, string memberId, string id, DateTimeOffset now)
    {
        DateTimeOffset[] recent = [.. (before?.Asked ?? []).Where(at => at > now - TimeSpan.FromDays(1))];
        return recent.Length >= PerDay ? TooMany : new DataExport(memberId, id, now, [.. recent, now]);
    }

    /// <summary>Null when it is not this copy's turn any more.</summary>
    internal static DataExport? Finish(DataExport? before, string id, string sha256, DateTimeOffset now) =>
        before is { Status: DataExportStatus.Pending } pending && pending.Id == id
            ? pending with
            {
                Status = DataExportStatus.Ready,
                ReadyAt = now,
                ExpiresAt = now + Kept,
                Sha256 = sha256,
            }
            : null;

    /// <summary>The copy, while it may be fetched.</summary>
    internal static Result<DataExport> Open(DataExport? export, string id, DateTimeOffset now) =>
        export is null || export.Id != id || export.Status == DataExportStatus.Removed || export.ExpiresAt <= now ? NotFound
        : export.Status == DataExportStatus.Pending ? NotReady
        : export;
}
