using System.Text;
using Serverless.TestKit.Documents;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Documents;

/// <summary>Every byte of the seal, one after the other.</summary>
[TakesSeconds(10)]
public sealed class SealTamperTests(SealFixture fixture) : IClassFixture<SealFixture>
{
    [Fact]
    public async Task Seal_every_changed_byte_is_found_D09()
    {
        var seal = await fixture.Sealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);
        var file = seal.Value.Content;
        var update = SealFixture.Contract.Length;
        var used = Encoding.Latin1.GetString(file).IndexOf(new string('0', 400), update, StringComparison.Ordinal);

        Assert.True(fixture.Inspector.Inspect(file).IsSuccess);
        // Every byte that has to do with the seal, and every 61st of all others.
        for (var at = 0; at < file.Length; at += at >= update - 200 && at < used ? 1 : 61)
        {
            var original = file[at];
            file[at] ^= (byte)(at % 3 == 0 ? 0x20 : 0x01);
            Assert.False(fixture.Inspector.Inspect(file).IsSuccess, $"byte {at} of {file.Length}");
            file[at] = original;
        }
    }

    [Fact]
    public async Task Seal_of_level_T_every_changed_byte_before_the_token_is_found()
    {
        var seal = await fixture.StampingSealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);
        var file = seal.Value.Content;
        var text = Encoding.Latin1.GetString(file);
        var start = text.IndexOf("/Contents <3082", StringComparison.Ordinal) + 11;
        var survivors = new List<int>();

        Assert.True(fixture.Inspector.Inspect(file).IsSuccess);
        // Object identifier of the time-stamp attribute; the token behind it is the authority's encoding, not ours.
        var token = text.IndexOf("060B2A864886F70D010910020E", start, StringComparison.Ordinal);
        for (var at = start; at < token; at++)
        {
            var original = file[at];
            file[at] = (byte)(original == '7' ? '8' : '7');
            if (original != '7' && fixture.Inspector.Inspect(file).IsSuccess)
            {
                survivors.Add(at - start);
            }

            file[at] = original;
        }

        Assert.Empty(survivors);
    }
}
