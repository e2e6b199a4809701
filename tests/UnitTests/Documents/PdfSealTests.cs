using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serverless.Local.Simulators.Tsa;
using Serverless.Platform.Documents.Sealing;
using Serverless.TestKit.Documents;

namespace Serverless.UnitTests.Documents;

public sealed class PdfSealTests(SealFixture fixture) : IClassFixture<SealFixture>
{
    [Fact]
    public async Task Seal_of_a_contract_is_found_sound()
    {
        var seal = await fixture.Sealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        var facts = fixture.Inspector.Inspect(seal.Value.Content);

        Assert.Null(facts.Error);
        Assert.Equal(seal.Value.Sha256, facts.Value.Sha256);
        Assert.Null(facts.Value.TimeStampedAt);
    }

    [Fact]
    public async Task Seal_with_time_stamp_names_the_time_of_the_authority()
    {
        var seal = await fixture.StampingSealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        var facts = fixture.Inspector.Inspect(seal.Value.Content);

        Assert.Null(facts.Error);
        Assert.Equal(fixture.Time.GetUtcNow(), facts.Value.TimeStampedAt);
    }

    [Fact]
    public async Task Seal_leaves_the_rendered_bytes_as_they_were()
    {
        var rendered = SealFixture.Contract;

        var seal = await fixture.Sealer.SealAsync(rendered, SealFixture.Statement, default);

        Assert.True(seal.Value.Content.AsSpan().StartsWith(rendered));
    }

    [Fact]
    public async Task Seal_any_changed_byte_is_found_D09()
    {
        var seal = await fixture.Sealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);
        var file = seal.Value.Content;
        Assert.True(fixture.Inspector.Inspect(file).IsSuccess);

        for (var at = 0; at < file.Length; at += 397)
        {
            var original = file[at];
            file[at] ^= (byte)(at % 3 == 0 ? 0x20 : 0x01);
            Assert.False(fixture.Inspector.Inspect(file).IsSuccess, $"byte {at} of {file.Length}");
            file[at] = original;
        }
    }

    [Fact]
    public async Task Seal_appended_bytes_are_found()
    {
        var seal = await fixture.Sealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        var facts = fixture.Inspector.Inspect((byte[])[.. seal.Value.Content, (byte)'\n']);

        Assert.Equal("documents.seal-broken", facts.Error?.Code);
        Assert.Equal("coverage", facts.Error?.Arguments["what"]);
    }

    [Fact]
    public async Task Seal_of_another_authority_is_not_trusted()
    {
        using var folder = new ScratchFolder();
        var other = LocalCertificateAuthority.Open(folder.Path, fixture.Time);
        using var forger = LocalPfxSigner.FromFile(other.SealPfx);
        var seal = await new PdfSealer(forger, null, fixture.Time).SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        var facts = fixture.Inspector.Inspect(seal.Value.Content);

        Assert.Equal("certificate", facts.Error?.Arguments["what"]);
    }

    [Fact]
    public async Task Seal_second_time_is_refused()
    {
        var seal = await fixture.Sealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        var again = await fixture.Sealer.SealAsync(seal.Value.Content, SealFixture.Statement, default);

        Assert.Equal("documents.not-sealable", again.Error?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7\n")]
    [InlineData("xref\n0 1\ntrailer\n<</Size 9/Root 1 0 R/Info 2 0 R/ID [<00><00>]>>\nstartxref\n0\n%%EOF\n")]
    [InlineData("trailer\n<<>>\nstartxref\n99999999999999\n%%EOF\n")]
    public async Task Seal_of_something_else_is_refused(string file)
    {
        var seal = await fixture.Sealer.SealAsync(Encoding.Latin1.GetBytes(file), SealFixture.Statement, default);

        Assert.Equal("documents.not-sealable", seal.Error?.Code);
        Assert.Equal("documents.seal-missing", fixture.Inspector.Inspect(Encoding.Latin1.GetBytes(file)).Error?.Code);
    }

    [Theory]
    [InlineData(365 * 3, "documents.seal-certificate-expired")]
    [InlineData(-1, "documents.seal-certificate-not-yet-valid")]
    public async Task Seal_outside_the_certificate_s_life_is_refused(int days, string code)
    {
        var time = new FakeTimeProvider(fixture.Time.GetUtcNow().AddDays(days));

        var seal = await new PdfSealer(fixture.Signer, null, time).SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        Assert.Equal(code, seal.Error?.Code);
    }
}
