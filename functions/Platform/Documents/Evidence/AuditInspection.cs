using System.Security.Cryptography.X509Certificates;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Documents.Evidence;

/// <summary>What an inspection looked at and what it found.</summary>
public sealed record AuditReport(int Manifests, long Chains, long Events, IReadOnlyList<AuditFinding> Findings);

/// <summary>Holds every event chain of the tables against every manifest of the vault.</summary>
public sealed class AuditInspection(AuditVault manifests, EventChains chains)
{
    /// <param name="timeStampRoots">Roots of the time-stamp authorities ever used.</param>
    public async Task<AuditReport> RunAsync(X509Certificate2Collection timeStampRoots, CancellationToken cancellation)
    {
        var kept = await manifests.AllAsync(cancellation);
        var verifier = new AuditVerifier(kept);
        var findings = new List<AuditFinding>(verifier.CheckManifests(timeStampRoots));
        var missing = verifier.CoveredChains.ToHashSet(StringComparer.Ordinal);
        var (seen, events) = (0L, 0L);
        await foreach (var standing in chains.StandingAsync(null, cancellation))
        {
            missing.Remove(standing.Chain);
            var chain = await chains.ReadAsync(standing.Chain, cancellation);
            findings.AddRange(verifier.Examine(standing.Chain, chain));
            if (chain.Count == 0 || chain[^1].Sequence != standing.Sequence || !chain[^1].Hash.Span.SequenceEqual(standing.Head.Span))
            {
                findings.Add(new AuditFinding(AuditFindingKind.ChainBroken, standing.Chain, chain.Count, standing.Sequence));
            }

            (seen, events) = (seen + 1, events + chain.Count);
        }

        foreach (var chain in missing.Order(StringComparer.Ordinal))
        {
            findings.AddRange(verifier.Examine(chain, await chains.ReadAsync(chain, cancellation)));
        }

        return new AuditReport(kept.Count, seen, events, findings);
    }
}
