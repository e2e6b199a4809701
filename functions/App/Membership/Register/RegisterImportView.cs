using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>An import as the registrar follows it.</summary>
/// <param name="Status"><c>open</c>, <c>received</c>, <c>running</c>, <c>finished</c> or <c>removed</c>.</param>
/// <param name="Percent">Of the lines; 100 only when finished.</param>
/// <param name="Lines">Lines of the file, once it has been read through.</param>
/// <param name="BlockBytes">Bytes of each block but the last.</param>
/// <param name="NextBlock">Number of the first block that has not arrived; null when the file is whole.</param>
/// <param name="Report">Where the refused lines are, once there are any.</param>
internal sealed record RegisterImportView(
    string Id,
    string Status,
    int Percent,
    int? Lines,
    int Registered,
    int Updated,
    int Unchanged,
    int Rejected,
    int BlockBytes,
    int? NextBlock,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FinishedAt,
    string? Report
)
{
    internal static RegisterImportView Of(RegisterImport import, int? nextBlock) =>
        new(
            import.Id,
            import.Status.ToString().ToLowerInvariant(),
            RegisterImportRules.Percent(import),
            import.Status >= RegisterImportStatus.Running ? import.Lines : null,
            import.Counts.Registered,
            import.Counts.Updated,
            import.Counts.Unchanged,
            import.Counts.Rejected,
            UploadState.BlockBytes,
            import.Status == RegisterImportStatus.Open ? nextBlock : null,
            import.OpenedAt,
            import.FinishedAt,
            import.Counts.Rejected > 0 && import.Status != RegisterImportStatus.Removed ? $"{Address(import.Id)}/report" : null
        );

    internal static string Address(string id) => $"/api/v1/membership{OpenRegisterImport.Route}/{id}";
}
