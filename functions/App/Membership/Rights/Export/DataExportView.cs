namespace Serverless.App.Membership.Rights.Export;

/// <summary>How far the copy is, and where to fetch it.</summary>
/// <param name="Status"><c>Pending</c>, <c>Ready</c> or <c>Removed</c>.</param>
/// <param name="Sha256">Of the JSON file.</param>
/// <param name="Json">Address of the file for programs; null until it is ready.</param>
/// <param name="Pdf">Address of the file for people.</param>
internal sealed record DataExportView(
    string Id,
    DataExportStatus Status,
    DateTimeOffset AskedAt,
    DateTimeOffset? ReadyAt,
    DateTimeOffset? ExpiresAt,
    string? Sha256,
    string? Json,
    string? Pdf
)
{
    internal static string Address(string id) => $"/api/v1/membership/me/data-exports/{id}";

    internal static DataExportView Of(DataExport export)
    {
        var isReady = export.Status == DataExportStatus.Ready;
        return new(
            export.Id,
            export.Status,
            export.AskedAt,
            export.ReadyAt,
            export.ExpiresAt,
            export.Sha256,
            isReady ? $"{Address(export.Id)}/json" : null,
            isReady ? $"{Address(export.Id)}/pdf" : null
        );
    }
}
