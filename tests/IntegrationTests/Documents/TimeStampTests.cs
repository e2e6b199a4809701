using System.Security.Cryptography;
using Serverless.Local.Simulators.Tsa;
using Serverless.Platform.Documents.Sealing;
using Serverless.TestKit.Documents;

namespace Serverless.IntegrationTests.Documents;

public sealed class TimeStampTests(SealFixture fixture) : IClassFixture<SealFixture>
{
    private static readonly byte[] Digest = SHA256.HashData("raíz"u8);

    [RequiresToolFact("openssl", "openssl")]
    public async Task Stamp_token_is_verified_by_openssl()
    {
        var stamp = await fixture.TimeStamps.StampAsync(Digest, default);

        using var folder = new ScratchFolder();
        var token = folder.Write("token.der", stamp.Value.Token.ToArray());
        var data = folder.Write("data", "raíz"u8.ToArray());
        var verdict = Tool.Run("openssl", "ts", "-verify", "-token_in", "-in", token, "-data", data, "-CAfile", fixture.Authority.RootPem);

        Assert.Contains("Verification: OK", verdict.Output, StringComparison.Ordinal);
        Assert.Equal(fixture.Time.GetUtcNow(), stamp.Value.At);
    }

    [Theory]
    [InlineData(TimeStampFault.Down, "documents.timestamp-unavailable")]
    [InlineData(TimeStampFault.WrongImprint, "documents.timestamp-rejected")]
    [InlineData(TimeStampFault.WrongNonce, "documents.timestamp-rejected")]
    [InlineData(TimeStampFault.Refusal, "documents.timestamp-rejected")]
    [InlineData(TimeStampFault.Nonsense, "documents.timestamp-rejected")]
    public async Task Stamp_misbehaving_authority_is_an_error_by_kind(TimeStampFault fault, string code)
    {
        fixture.Simulator.Fault = fault;

        var stamp = await fixture.TimeStamps.StampAsync(Digest, default);
        fixture.Simulator.Fault = TimeStampFault.None;

        Assert.Equal(code, stamp.Error?.Code);
    }

    [Fact]
    public async Task Stamp_unreachable_authority_is_unavailable()
    {
        using var http = new HttpClient();
        var nobody = new HttpTimeStampAuthority(http, new Uri("http://127.0.0.1:1/tsa"), fixture.Roots);

        var stamp = await nobody.StampAsync(Digest, default);

        Assert.Equal("documents.timestamp-unavailable", stamp.Error?.Code);
    }

    [Fact]
    public async Task Stamp_of_an_unknown_authority_is_rejected_by_its_chain()
    {
        var stamp = await fixture.TimeStamps.StampAsync(Digest, default);

        var check = TimeStampVerifier.Check(stamp.Value.Token, Digest, []);

        Assert.Equal("chain", check.Error?.Arguments["why"]);
    }

    [Fact]
    public async Task Seal_waits_for_the_authority_and_gives_no_lesser_seal()
    {
        fixture.Simulator.Fault = TimeStampFault.Down;

        var seal = await fixture.StampingSealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);
        fixture.Simulator.Fault = TimeStampFault.None;

        Assert.Equal("documents.timestamp-unavailable", seal.Error?.Code);
    }
}
