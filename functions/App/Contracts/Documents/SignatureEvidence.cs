using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Hosting.Http;

namespace Serverless.App.Contracts.Documents;

/// <summary>From where a signature came, as the request showed it (decision 27).</summary>
internal sealed record SigningPlace(string UserAgent, ClientAddress Client);

/// <summary>Everything that proved one signature.</summary>
internal sealed record SigningProof(CurrentMember Member, GatePass Pass, SigningPlace Place)
{
    /// <summary>What the member agreed to before.</summary>
    public IReadOnlyList<GivenConsent> Consents { get; init; } = [];
}

/// <summary>Writes the evidence file of a signature (domain.md §3.2): records in order of time, chained by hash. Pure.</summary>
internal static class SignatureEvidence
{
    private const int LongestAgent = 200;

    internal static EvidenceFile Of(ContractDocument document, SigningAct act, SigningProof proof, DateTimeOffset now)
    {
        var records = new List<(DateTimeOffset At, Func<EvidenceFile, DateTimeOffset, EvidenceFile> Add)>();
        foreach (var consent in proof.Consents)
        {
            var data = new ConsentEvidence(consent.Purpose, consent.TextVersion, consent.TextHash, consent.Channel);
            records.Add((consent.At, (file, at) => file.Add(at, data)));
        }

        var presented = new DocumentEvidence(document.File.Sha256, document.Kind, document.Template, (int)document.File.Length);
        records.Add((document.CreatedAt, (file, at) => file.Add(at, presented)));
        if (proof.Pass.Face is { } face)
        {
            var identity = new IdentityEvidence("face", face.SessionId, "match", face.ResultHash, null);
            records.Add((face.At, (file, at) => file.Add(at, identity)));
        }

        if (proof.Pass.Code is { } code)
        {
            var confirmed = new CodeEvidence(code.ChallengeId, code.PhoneMasked ?? "", code.At, code.At, code.AttemptsSpent, act.Hash);
            records.Add((code.At, (file, at) => file.Add(at, confirmed)));
        }

        records.Add((now, (file, at) => file.Add(at, Device(proof))));
        records.Add((now, (file, at) => file.Add(at, Policy(proof.Pass.Policy))));
        return Write(document.Id, records);
    }

    // Clocks of two instances differ by a little: a record is never older than the one before it.
    private static EvidenceFile Write(string id, List<(DateTimeOffset At, Func<EvidenceFile, DateTimeOffset, EvidenceFile> Add)> records)
    {
        var file = EvidenceFile.Open(id);
        var last = DateTimeOffset.MinValue;
        foreach (var (at, add) in records.OrderBy(record => record.At))
        {
            last = at > last ? at : last;
            file = add(file, last);
        }

        return file;
    }

    private static DeviceEvidence Device(SigningProof proof)
    {
        var agent = proof.Place.UserAgent;
        return new DeviceEvidence(
            proof.Member.SessionId,
            proof.Member.Device,
            agent.Length > LongestAgent ? agent[..LongestAgent] : agent,
            proof.Place.Client.Address?.ToString(),
            proof.Place.Client.Header
        );
    }

    private static PolicyEvidence Policy(OperationPolicy policy) =>
        new(
            policy.Operation,
            policy.ValidFrom.ToString("O"),
            [
                .. new (string Name, bool Asked)[]
                {
                    ("live-session", policy.LiveSession),
                    ("device-age", policy.DeviceAgeHours is not null),
                    ("face", policy.Face),
                    ("code", policy.Code),
                }
                    .Where(assurance => assurance.Asked)
                    .Select(assurance => assurance.Name),
            ]
        );
}
