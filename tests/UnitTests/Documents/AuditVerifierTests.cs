using System.Text;
using CsCheck;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Storage;
using Serverless.TestKit.Documents;

namespace Serverless.UnitTests.Documents;

public sealed class AuditVerifierTests(SealFixture fixture) : IClassFixture<SealFixture>
{
    private static readonly DateTimeOffset FirstDay = new(2026, 11, 1, 15, 0, 0, TimeSpan.Zero);

    // One event a day; a manifest each night covers what is there by midnight.
    private static readonly Gen<(int Days, int At)> Places = Gen.Select(Gen.Int[3, 12], Gen.Int[0, 1000]);

    [Fact]
    public void Audit_of_untouched_chains_finds_nothing() =>
        Gen.Int[1, 15]
            .Sample(days =>
            {
                var events = History(days);

                Assert.Empty(new AuditVerifier(Nights(events, days)).Examine("afil-1", events));
            });

    [Fact]
    public void Audit_finds_an_edited_event_though_every_hash_was_computed_anew() =>
        Places.Sample(place =>
        {
            var events = History(place.Days);
            var verifier = new AuditVerifier(Nights(events, place.Days));
            var at = place.At % events.Count;
            var forged = Rechain([.. events.Select((e, i) => i == at ? e with { Data = "9999"u8.ToArray() } : e)]);

            var finding = Assert.Single(verifier.Examine("afil-1", forged));

            Assert.Equal(new AuditFinding(AuditFindingKind.Edited, "afil-1", at + 1, at + 1), finding);
        });

    [Fact]
    public void Audit_finds_a_removed_event_though_the_rest_was_renumbered() =>
        Places.Sample(place =>
        {
            var events = History(place.Days);
            var verifier = new AuditVerifier(Nights(events, place.Days));
            var at = place.At % events.Count;

            var findings = verifier.Examine("afil-1", Rechain([.. events.Where((_, i) => i != at)]));

            var first = findings[0];
            Assert.True(first.Kind is AuditFindingKind.Edited or AuditFindingKind.Removed);
            Assert.Equal(at + 1, first.From);
        });

    [Fact]
    public void Audit_finds_a_removed_chain() =>
        Assert.Equal(AuditFindingKind.Removed, Assert.Single(new AuditVerifier(Nights(History(4), 4)).Examine("afil-1", [])).Kind);

    [Fact]
    public void Audit_finds_reordered_events() =>
        Places.Sample(place =>
        {
            var events = History(place.Days);
            var verifier = new AuditVerifier(Nights(events, place.Days));
            var at = place.At % (events.Count - 1);
            var swapped = events.ToList();
            (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);

            var findings = verifier.Examine("afil-1", Rechain(swapped));

            Assert.Contains(findings, f => f.Kind == AuditFindingKind.Reordered && f.From == at + 1);
            Assert.Contains(findings, f => f.Kind == AuditFindingKind.Edited && f.From == at + 1);
        });

    [Fact]
    public void Audit_finds_an_event_appended_with_an_older_time() =>
        Places.Sample(place =>
        {
            var events = History(place.Days);
            var verifier = new AuditVerifier(Nights(events, place.Days));
            var late = events[^1] with { Data = "late"u8.ToArray(), Time = events[^1].Time.AddMinutes(1) };

            var finding = Assert.Single(verifier.Examine("afil-1", Rechain([.. events, late])));

            Assert.Equal(new AuditFinding(AuditFindingKind.BackDated, "afil-1", events.Count + 1, events.Count + 1), finding);
        });

    [Fact]
    public void Audit_finds_a_whole_chain_made_up_later()
    {
        var verifier = new AuditVerifier(Nights(History(5), 5));

        var findings = verifier.Examine("afil-2", History(2));

        Assert.Equal(2, findings.Count(f => f.Kind == AuditFindingKind.BackDated));
    }

    [Fact]
    public void Audit_finds_a_change_without_new_hashes()
    {
        var events = History(4);
        var forged = events.Select((e, i) => i == 1 ? e with { Data = "9"u8.ToArray() } : e).ToList();

        var findings = new AuditVerifier(Nights(events, 4)).Examine("afil-1", forged);

        Assert.Equal(new AuditFinding(AuditFindingKind.ChainBroken, "afil-1", 2, 2), Assert.Single(findings));
    }

    [Fact]
    public async Task Manifests_that_are_stamped_and_linked_hold()
    {
        var manifests = await Stamped(3);

        Assert.Empty(new AuditVerifier(manifests).CheckManifests(fixture.Roots));
    }

    [Fact]
    public async Task Manifests_recomputed_after_a_forgery_lose_their_stamp()
    {
        var manifests = await Stamped(3);
        var forgedHeads = manifests[1].Heads.Select(h => h with { Hash = new string('0', 64) });
        manifests[1] = AuditManifest.Create(manifests[0], manifests[1].CutOff, forgedHeads) with { Token = manifests[1].Token };

        var findings = new AuditVerifier(manifests).CheckManifests(fixture.Roots);

        Assert.Contains(new AuditFinding(AuditFindingKind.StampBroken, "", 2, 2), findings);
        Assert.Contains(new AuditFinding(AuditFindingKind.ManifestBroken, "", 3, 3), findings);
    }

    [Fact]
    public async Task Manifests_with_a_night_missing_are_found()
    {
        var manifests = await Stamped(3);
        manifests.RemoveAt(1);

        Assert.NotEmpty(new AuditVerifier(manifests).CheckManifests(fixture.Roots));
    }

    [Fact]
    public async Task Manifest_is_read_back_as_it_was_kept()
    {
        var manifest = (await Stamped(1))[0];

        var read = AuditManifest.Read(manifest.ToJson());

        Assert.Equal(manifest.Statement(), read!.Statement());
        Assert.Empty(new AuditVerifier([read]).CheckManifests(fixture.Roots));
        Assert.Null(AuditManifest.Read("{}"u8));
    }

    private async Task<List<AuditManifest>> Stamped(int days)
    {
        var manifests = new List<AuditManifest>();
        foreach (var night in Nights(History(days), days))
        {
            var stamp = await fixture.TimeStamps.StampAsync(night.Statement(), default);
            manifests.Add(night with { Token = stamp.Value.Token });
        }

        return manifests;
    }

    private static List<AuditManifest> Nights(IReadOnlyList<StoredEvent> events, int days)
    {
        var manifests = new List<AuditManifest>();
        for (var day = 0; day < days; day++)
        {
            var cutOff = FirstDay.Date.AddDays(day + 1);
            var head = events.Last(e => e.Time < cutOff);
            var heads = new ChainHead("afil-1", head.Sequence, Convert.ToHexStringLower(head.Hash.Span));
            manifests.Add(AuditManifest.Create(manifests.LastOrDefault(), new DateTimeOffset(cutOff, TimeSpan.Zero), [heads]));
        }

        return manifests;
    }

    private static List<StoredEvent> History(int days) =>
        Rechain([
            .. Enumerable
                .Range(0, days)
                .Select(day => new StoredEvent($"e{day}", day + 1, "afil.x", 1, FirstDay.AddDays(day), Encoding.UTF8.GetBytes($"{day}"))
                {
                    CommandId = $"c{day}",
                    Previous = default,
                    Hash = default,
                }),
        ]);

    // What an insider with access to the tables does: renumber and compute all hashes anew.
    private static List<StoredEvent> Rechain(IReadOnlyList<StoredEvent> events)
    {
        var chained = new List<StoredEvent>();
        var previous = EventChain.Start;
        foreach (var one in events)
        {
            var sequence = chained.Count + 1;
            var hash = EventChain.Hash(previous.Span, one.Id, sequence, one.Version, one.Time, one.Type, one.Data.Span);
            chained.Add(one with { Sequence = sequence, Previous = previous, Hash = hash });
            previous = hash;
        }

        return chained;
    }
}
