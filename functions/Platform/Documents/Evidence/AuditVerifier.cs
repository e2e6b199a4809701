using System.Security.Cryptography.X509Certificates;
using Serverless.Platform.Documents.Sealing;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Documents.Evidence;

/// <summary>
/// Compares event chains as they are with what time-stamped manifests say they were. Finds edited, removed, reordered and
/// back-dated events even when every hash in the tables was computed anew. Pure: the caller loads.
/// </summary>
public sealed class AuditVerifier
{
    private readonly List<AuditManifest> _manifests;
    private readonly ILookup<string, (int Manifest, ChainHead Head)> _heads;

    /// <param name="manifests">All manifests of the vault.</param>
    public AuditVerifier(IEnumerable<AuditManifest> manifests)
    {
        _manifests = [.. manifests.OrderBy(m => m.Number)];
        _heads = _manifests
            .SelectMany((m, i) => m.Heads.Select(h => (Manifest: i, Head: h)))
            .ToLookup(entry => entry.Head.Chain, StringComparer.Ordinal);
    }

    /// <summary>Ids of all chains that were ever covered; one that no longer exists is to be examined without events.</summary>
    public IEnumerable<string> CoveredChains => _heads.Select(g => g.Key);

    /// <summary>Checks the manifests themselves: no gap, each naming the one before, each stamped after its cut-off.</summary>
    public IReadOnlyList<AuditFinding> CheckManifests(X509Certificate2Collection timeStampRoots)
    {
        var findings = new List<AuditFinding>();
        var previous = "";
        for (var i = 0; i < _manifests.Count; i++)
        {
            var manifest = _manifests[i];
            var grows = i == 0 || manifest.CutOff > _manifests[i - 1].CutOff;
            if (manifest.Number != i + 1 || manifest.Previous != previous || !manifest.HasTrueRoot() || !grows)
            {
                findings.Add(new AuditFinding(AuditFindingKind.ManifestBroken, "", manifest.Number, manifest.Number));
            }

            var statement = manifest.Statement();
            var stamp = manifest.Token is { } token ? TimeStampVerifier.Check(token, statement, timeStampRoots) : default;
            if (manifest.Token is null || !stamp.IsSuccess || stamp.Value.At < manifest.CutOff)
            {
                findings.Add(new AuditFinding(AuditFindingKind.StampBroken, "", manifest.Number, manifest.Number));
            }

            previous = Convert.ToHexStringLower(statement);
        }

        return findings;
    }

    /// <summary>Examines one chain: all its events from the first on.</summary>
    public IReadOnlyList<AuditFinding> Examine(string chain, IReadOnlyList<StoredEvent> events)
    {
        var findings = new List<AuditFinding>();
        CheckInside(chain, events, findings);
        CheckHeads(chain, events, findings);
        CheckTimes(chain, events, findings);
        return findings;
    }

    private static void CheckInside(string chain, IReadOnlyList<StoredEvent> events, List<AuditFinding> findings)
    {
        var previous = EventChain.Start;
        for (var i = 0; i < events.Count; i++)
        {
            var (one, number) = (events[i], i + 1L);
            if (one.Sequence != number)
            {
                findings.Add(new AuditFinding(AuditFindingKind.Removed, chain, number, one.Sequence));
                return;
            }

            if (!EventChain.Holds(previous.Span, [one]))
            {
                findings.Add(new AuditFinding(AuditFindingKind.ChainBroken, chain, number, number));
            }

            if (i > 0 && one.Time < events[i - 1].Time)
            {
                findings.Add(new AuditFinding(AuditFindingKind.Reordered, chain, number - 1, number));
            }

            previous = one.Hash;
        }
    }

    // The first covered head that differs brackets the change between itself and the last one that agrees.
    private void CheckHeads(string chain, IReadOnlyList<StoredEvent> events, List<AuditFinding> findings)
    {
        long sound = 0;
        foreach (var (_, head) in _heads[chain])
        {
            if (events.Count < head.Sequence)
            {
                findings.Add(new AuditFinding(AuditFindingKind.Removed, chain, sound + 1, head.Sequence));
                return;
            }

            if (Convert.ToHexStringLower(events[(int)head.Sequence - 1].Hash.Span) != head.Hash)
            {
                findings.Add(new AuditFinding(AuditFindingKind.Edited, chain, sound + 1, head.Sequence));
                return;
            }

            sound = head.Sequence;
        }
    }

    private void CheckTimes(string chain, IReadOnlyList<StoredEvent> events, List<AuditFinding> findings)
    {
        var heads = _heads[chain].ToList();
        foreach (var one in events)
        {
            var closing = FirstAfter(one.Time);
            if (closing == _manifests.Count)
            {
                continue;
            }

            var covered = heads.LastOrDefault(h => h.Manifest <= closing).Head?.Sequence ?? 0;
            if (one.Sequence > covered)
            {
                findings.Add(new AuditFinding(AuditFindingKind.BackDated, chain, one.Sequence, one.Sequence));
            }
        }
    }

    // Index of the first manifest that closed the time; cut-offs grow, which CheckManifests makes sure of.
    private int FirstAfter(DateTimeOffset time)
    {
        var (low, high) = (0, _manifests.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _manifests[middle].CutOff > time ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
