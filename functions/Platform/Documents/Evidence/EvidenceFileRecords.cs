namespace Serverless.Platform.Documents.Evidence;

/// <summary>The records that a signature needs, one method each, so that kinds and shapes cannot be mixed up.</summary>
public static class EvidenceFileRecords
{
    public static EvidenceFile Add(this EvidenceFile file, DateTimeOffset at, ConsentEvidence data) =>
        file.Add(EvidenceKinds.Consent, at, data, EvidenceJson.Default.ConsentEvidence);

    public static EvidenceFile Add(this EvidenceFile file, DateTimeOffset at, IdentityEvidence data) =>
        file.Add(EvidenceKinds.Identity, at, data, EvidenceJson.Default.IdentityEvidence);

    public static EvidenceFile Add(this EvidenceFile file, DateTimeOffset at, CodeEvidence data) =>
        file.Add(EvidenceKinds.Code, at, data, EvidenceJson.Default.CodeEvidence);

    public static EvidenceFile Add(this EvidenceFile file, DateTimeOffset at, DeviceEvidence data) =>
        file.Add(EvidenceKinds.Device, at, data, EvidenceJson.Default.DeviceEvidence);

    public static EvidenceFile Add(this EvidenceFile file, DateTimeOffset at, DocumentEvidence data) =>
        file.Add(EvidenceKinds.Document, at, data, EvidenceJson.Default.DocumentEvidence);

    public static EvidenceFile Add(this EvidenceFile file, DateTimeOffset at, PolicyEvidence data) =>
        file.Add(EvidenceKinds.Policy, at, data, EvidenceJson.Default.PolicyEvidence);
}
