using System.Text;
using System.Text.Json;
using CsCheck;
using Serverless.Platform.Documents.Evidence;

namespace Serverless.UnitTests.Documents;

public sealed class EvidenceFileTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 15, 30, 0, 123, TimeSpan.FromHours(-5));

    [Fact]
    public void File_is_read_back_as_it_was_kept()
    {
        var file = Sample();

        var read = EvidenceFile.Read(file.ToJson(), file.Head);

        Assert.Null(read.Error);
        Assert.Equal(6, read.Value.Records.Count);
        Assert.Equal(file.ToJson(), read.Value.ToJson());
    }

    [Fact]
    public void File_spelling_is_fixed_for_ten_years()
    {
        var file = EvidenceFile.Open("contrato-1").Add(Start, new ConsentEvidence("biometría", "3", "ab12", "app"));

        Assert.Equal(
            """{"head":"H","records":[{"at":"2026-11-22T20:30:00.123+00:00","data":{"channel":"app","purpose":"biometría","textSha256":"ab12","textVersion":"3"},"hash":"H","kind":"consent","number":1,"previous":"P"}],"schema":1,"subject":"contrato-1"}"""
                .Replace("\"H\"", $"\"{file.Head}\"", StringComparison.Ordinal)
                .Replace("\"P\"", $"\"{EvidenceFile.Open("contrato-1").Head}\"", StringComparison.Ordinal),
            Encoding.UTF8.GetString(file.ToJson())
        );
        // Computed by another implementation of the rules.
        Assert.Equal("9ff643738c7b03829f0988cb78fedc6d", file.Head[..32]);
    }

    [Fact]
    public void File_every_changed_byte_is_found()
    {
        var file = Sample();
        var kept = file.ToJson();

        for (var i = 0; i < kept.Length; i++)
        {
            var changed = (byte[])kept.Clone();
            changed[i] ^= 1;
            Assert.False(
                EvidenceFile.Read(changed, file.Head).IsSuccess,
                $"byte {i}: {Encoding.UTF8.GetString(kept.AsSpan(Math.Max(0, i - 20), 20))}"
            );
        }
    }

    [Theory]
    [InlineData(
        """
            "attempts":2
            """,
        """
            "attempts":1
            """,
        "3"
    )]
    [InlineData("203.0.113.7", "203.0.113.8", "4")]
    [InlineData("\"3\"", "\"4\"", "1")]
    public void File_names_the_first_broken_record(string original, string forged, string record)
    {
        var text = Encoding.UTF8.GetString(Sample().ToJson()).Replace(original.Trim(), forged.Trim(), StringComparison.Ordinal);

        var read = EvidenceFile.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal("documents.evidence-broken", read.Error?.Code);
        Assert.Equal(record, read.Error?.Arguments["record"]);
    }

    [Fact]
    public void File_cut_or_rewritten_is_found_by_the_known_head()
    {
        var file = Sample();
        var cut = EvidenceFile.Open("contrato-1").Add(Start, new ConsentEvidence("biometría", "3", "ab12", "app"));

        Assert.Null(EvidenceFile.Read(cut.ToJson()).Error);
        Assert.Equal("documents.evidence-broken", EvidenceFile.Read(cut.ToJson(), file.Head).Error?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"schema":1,"subject":"x","records":null,"head":""}""")]
    [InlineData("""{"schema":1,"subject":"x","records":[null],"head":""}""")]
    [InlineData("""{"schema":2,"subject":"x","records":[],"head":""}""")]
    [InlineData(
        """{"schema":1,"subject":"x","records":[{"number":1,"kind":"k","at":"2026-11-22T20:30:00+00:00","data":1.5,"previous":"","hash":""}],"head":""}"""
    )]
    public void File_that_is_none_is_refused(string json) =>
        Assert.Equal("documents.evidence-broken", EvidenceFile.Read(Encoding.UTF8.GetBytes(json)).Error?.Code);

    [Fact]
    public void File_record_older_than_the_last_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample().Add(Start.AddDays(-1), new ConsentEvidence("a", "1", "b", "app")));

    [Fact]
    public void Canonical_spelling_does_not_depend_on_order_or_white_space() =>
        Gen
            .String.Array[0, 5]
            .Sample(names =>
            {
                var members = names.Distinct().Where(IsWellFormed).Select((n, i) => $"{JsonSerializer.Serialize(n)}: {i}").ToList();
                var forward = JsonSerializer.Deserialize<JsonElement>($"{{{string.Join(",", members)}}}");
                members.Reverse();
                var backward = JsonSerializer.Deserialize<JsonElement>($"{{ {string.Join(" , \n", members)} }}");

                var bytes = CanonicalJson.Write(forward);

                Assert.Equal(bytes, CanonicalJson.Write(backward));
                Assert.Equal(bytes, CanonicalJson.Write(JsonSerializer.Deserialize<JsonElement>(bytes)));
            });

    [Theory]
    [InlineData("""{"b":[1,true,null],"a":"\u0041ñ\u001f\n\/"}""", """{"a":"Añ\u001f\n/","b":[1,true,null]}""")]
    [InlineData("[ ]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("-0", "0")]
    public void Canonical_spelling_by_example(string given, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(JsonSerializer.Deserialize<JsonElement>(given))));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("1000000000000000")]
    [InlineData("""{"a":1,"a":1}""")]
    public void Canonical_spelling_refuses_what_has_several(string json) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonSerializer.Deserialize<JsonElement>(json)));

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(r => r != Rune.ReplacementChar);

    private static EvidenceFile Sample() =>
        EvidenceFile
            .Open("contrato-1")
            .Add(Start, new ConsentEvidence("biometría", "3", "ab12", "app"))
            .Add(Start.AddSeconds(5), new IdentityEvidence("azure-face", "ses-1", "match", "d1g3st", "2025-05-20"))
            .Add(Start.AddSeconds(9), new CodeEvidence("reto-1", "+51 9·· ··· ·45", Start, Start.AddSeconds(8), 2, "c0de"))
            .Add(Start.AddSeconds(9), new DeviceEvidence("disp-1", "jkt", "App/3.2", "203.0.113.7", null))
            .Add(Start.AddSeconds(10), new DocumentEvidence("d0c", "credit-contract", "3", 31804))
            .Add(Start.AddSeconds(11), new PolicyEvidence("credits.sign", "2026-10", ["face", "code"]));
}
