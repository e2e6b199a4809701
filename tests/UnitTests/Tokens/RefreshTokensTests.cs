using System.Security.Cryptography;
using Serverless.Platform.Security;
using Serverless.Platform.Tokens;

namespace Serverless.UnitTests.Tokens;

public sealed class RefreshTokensTests
{
    private static readonly SecurityKey Old = NewKey("k1");
    private static readonly SecurityKey New = NewKey("k2");
    private static readonly RefreshToken Token = new("0f8fad5b-d9cb-8165-a0ee-70867728950e", 3);

    [Fact]
    public void Token_is_derived_so_the_same_one_can_be_handed_out_again()
    {
        var written = Ring(Old).Write(Token);

        Assert.Equal(written, Ring(Old).Write(Token));
        Assert.Equal(Token, Ring(Old).Read(written));
        Assert.NotEqual(written, Ring(Old).Write(Token with { Generation = 4 }));
    }

    [Fact]
    public void Token_lives_on_while_keys_overlap_and_dies_with_its_key()
    {
        var written = Ring(Old).Write(Token);

        Assert.Equal(Token, Ring(New, Old).Read(written));
        Assert.Equal(written, Ring(New, Old).Write(Token));
        Assert.Null(Ring(New).Read(written));
    }

    [Fact]
    public void Token_with_any_part_changed_is_none_of_ours()
    {
        var parts = Ring(Old).Write(Token).Split('.');
        string[] liars =
        [
            $"{parts[0]}.{parts[1]}.4.{parts[3]}",
            $"{parts[0]}.other.{parts[2]}.{parts[3]}",
            $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[3][..^2]}",
            $"k9.{parts[1]}.{parts[2]}.{parts[3]}",
            $"{parts[0]}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.-3.{parts[3]}",
            $"{parts[0]}.{parts[1]}.{parts[2]}.%%%",
            new string('x', 3_000_000),
            "",
        ];

        Assert.All(liars, liar => Assert.Null(Ring(Old).Read(liar)));
        Assert.Null(Ring(Old).Read(null));
    }

    private static RefreshTokens Ring(params SecurityKey[] keys) => new(new KeyRing(new SecurityOptions { Keys = [.. keys] }));

    private static SecurityKey NewKey(string kid) =>
        new() { Kid = kid, Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };
}
