using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Serverless.Platform.Security;

namespace Serverless.UnitTests.Security;

public sealed class PersonalVaultTests
{
    private static readonly Person Ana = new("Ana Quispe", "40123456");

    private static KeyRing Ring(params string[] kids) =>
        new(
            new SecurityOptions
            {
                Keys =
                [
                    .. kids.Select(kid => new SecurityKey { Kid = kid, Value = Convert.ToBase64String(SHA256.HashData([(byte)kid[^1]])) }),
                ],
            }
        );

    [Fact]
    public void Sealed_row_opens_with_its_owners_key_after_a_change_of_wrapping_keys()
    {
        var key = new PersonalVault(Ring("k1")).Create("m1");
        var row = key.Seal("identity", Ana, PersonJson.Default.Person);

        var opened = new PersonalVault(Ring("k2", "k1")).Open("m1", [key.Row, row])!;

        Assert.Equal(Ana, opened.Reveal(row, PersonJson.Default.Person));
        Assert.DoesNotContain("Quispe", System.Text.Encoding.UTF8.GetString(row.Sealed.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_moved_to_another_owner_or_name_does_not_open()
    {
        var vault = new PersonalVault(Ring("k1"));
        var key = vault.Create("m1");
        var row = key.Seal("identity", Ana, PersonJson.Default.Person);

        Assert.ThrowsAny<CryptographicException>(() => key.Reveal(row with { Name = "contact" }, PersonJson.Default.Person));
        Assert.ThrowsAny<CryptographicException>(() => vault.Open("m2", [key.Row]));
    }

    [Fact]
    public void Erased_person_cannot_be_opened_even_with_a_copy_of_the_sealed_row()
    {
        var vault = new PersonalVault(Ring("k1"));
        var key = vault.Create("m1");
        var copy = key.Seal("identity", Ana, PersonJson.Default.Person);

        var erased = PersonalVault.Erase([key.Row, copy]);

        Assert.Null(vault.Open("m1", [.. erased, copy]));
        Assert.All(erased, row => Assert.True(row.Sealed.IsEmpty));
    }

    [Fact]
    public void Fingerprint_tells_equal_values_of_one_person_and_nothing_across_persons()
    {
        var vault = new PersonalVault(Ring("k1"));
        var (one, other) = (vault.Create("m1"), vault.Create("m2"));

        Assert.Equal(one.Fingerprint(Ana, PersonJson.Default.Person), one.Fingerprint(Ana, PersonJson.Default.Person));
        Assert.NotEqual(one.Fingerprint(Ana, PersonJson.Default.Person), other.Fingerprint(Ana, PersonJson.Default.Person));
    }

    [Fact]
    public void Id_is_the_same_for_the_same_request_and_while_keys_overlap()
    {
        var ids = new DerivedIds(Ring("k1"));

        Assert.Equal(ids.For("m1", "/credits", "key"), new DerivedIds(Ring("k2", "k1")).For("m1", "/credits", "key"));
        Assert.NotEqual(ids.For("m1", "/credits", "key"), ids.For("m1", "/credit", "skey"));
        Assert.NotEqual(ids.For("m1", "/credits", "key"), ids.For("m2", "/credits", "key"));
        Assert.True(Guid.TryParseExact(ids.For("m1", "/credits", "key"), "D", out _));
    }

    [Theory]
    [InlineData("", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("K1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("k1", "AAAA")]
    [InlineData("k1", "not base64")]
    public void Key_that_is_not_well_formed_stops_the_start(string kid, string value)
    {
        var options = new SecurityOptions { Keys = [new SecurityKey { Kid = kid, Value = value }] };

        Assert.True(new SecurityOptions.Validator().Validate(null, options).Failed);
    }
}

internal sealed record Person(string Name, string Dni);

[JsonSerializable(typeof(Person))]
internal sealed partial class PersonJson : JsonSerializerContext;
