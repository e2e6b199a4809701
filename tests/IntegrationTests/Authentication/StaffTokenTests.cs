using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Serverless.Local.Identity;

namespace Serverless.IntegrationTests.Authentication;

/// <summary>What the issuer signed and what liars change in it.</summary>
public sealed class StaffTokenTests(StaffApp app) : IClassFixture<StaffApp>
{
    private static readonly Officer Registrar = Officer.Named("ana.registro")!;

    [Fact]
    public async Task Token_of_the_issuer_with_the_role_is_let_in() => Assert.Equal(204, (await app.AskAsync(Valid())).Status);

    [Theory]
    [InlineData("bruno.oficina")]
    [InlineData("carla.sinrol")]
    public async Task Officer_without_the_role_is_not_allowed(string officer) =>
        await RefusedAsync(app.Staff.Token(Officer.Named(officer)!), 403, "platform.not-allowed");

    [Fact]
    public Task Nobody_is_not_signed_in() => RefusedAsync(null, 401, "platform.not-signed-in");

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public Task Nonsense_is_not_signed_in(string token) => RefusedAsync(token, 401, "platform.not-signed-in");

    [Fact]
    public Task Header_full_of_nonsense_is_refused() => AnswersBelow500Async(new string('A', 20_000));

    [Fact]
    public async Task Token_that_expired_is_refused()
    {
        using var earlier = app.SimulatorAt(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-1).AddMinutes(-3)));

        await RefusedAsync(earlier.Token(Registrar), 401, "platform.not-signed-in");
    }

    [Fact]
    public async Task Token_of_tomorrow_is_refused()
    {
        using var later = app.SimulatorAt(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(1)));

        await RefusedAsync(later.Token(Registrar), 401, "platform.not-signed-in");
    }

    [Theory]
    [InlineData("aud", "another-app")]
    [InlineData("iss", "https://issuer.example.com")]
    [InlineData("exp", null)]
    [InlineData("aud", null)]
    public async Task Signed_token_that_is_not_for_us_is_refused(string claim, string? value)
    {
        var token = Signed(Key(), Header(), Claims(claims => Set(claims, claim, value)));

        await RefusedAsync(token, 401, "platform.not-signed-in");
    }

    [Fact]
    public async Task Claims_signed_again_by_the_issuer_are_let_in() =>
        Assert.Equal(204, (await app.AskAsync(Signed(Key(), Header(), Claims(_ => { })))).Status);

    [Fact]
    public async Task Changed_claims_under_the_old_signature_are_refused()
    {
        var raised = Encode(Claims(claims => claims["roles"] = new JsonArray("registrar", "admin")));
        var parts = Valid().Split('.');

        await RefusedAsync($"{parts[0]}.{raised}.{parts[2]}", 401, "platform.not-signed-in");
    }

    [Fact]
    public async Task Other_key_under_the_issuers_key_id_is_refused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await RefusedAsync(Signed(stranger, Header(), Claims(_ => { })), 401, "platform.not-signed-in");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    public async Task Unsigned_token_is_refused(string algorithm) =>
        await RefusedAsync($"{Encode(Header(algorithm))}.{Encode(Claims(_ => { }))}.", 401, "platform.not-signed-in");

    [Fact]
    public async Task Public_key_used_as_a_shared_secret_is_refused()
    {
        var text = $"{Encode(Header("HS256"))}.{Encode(Claims(_ => { }))}";
        using var key = Key();
        var forged = HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text));

        await RefusedAsync($"{text}.{Base64Url.EncodeToString(forged)}", 401, "platform.not-signed-in");
    }

    private string Valid() => app.Staff.Token(Registrar);

    private ECDsa Key()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(app.KeyPem());
        return key;
    }

    private JsonObject Header(string? algorithm = null)
    {
        var header = Part(0);
        header["alg"] = algorithm ?? (string?)header["alg"];
        return header;
    }

    private JsonObject Claims(Action<JsonObject> change)
    {
        var claims = Part(1);
        change(claims);
        return claims;
    }

    private JsonObject Part(int index) => JsonNode.Parse(Base64Url.DecodeFromChars(Valid().Split('.')[index]))!.AsObject();

    private static void Set(JsonObject claims, string claim, string? value)
    {
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value;
        }
    }

    private static string Signed(ECDsa key, JsonObject header, JsonObject claims)
    {
        using (key)
        {
            var text = $"{Encode(header)}.{Encode(claims)}";
            return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
        }
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private async Task AnswersBelow500Async(string token) => Assert.InRange((await app.AskAsync(token)).Status, 400, 499);

    private async Task RefusedAsync(string? token, int status, string code)
    {
        var (answered, body) = await app.AskAsync(token);

        Assert.Equal(status, answered);
        Assert.Equal(code, (string?)JsonNode.Parse(body)!["code"]);
    }
}
