using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Platform.Tokens;

/// <summary>Whom a member's access token speaks for.</summary>
/// <param name="MemberId">The <c>sub</c> claim.</param>
/// <param name="SessionId">The <c>sid</c> claim: the row that sensitive operations read.</param>
/// <param name="Device">The <c>jkt</c> claim: thumbprint of the device that signed in.</param>
public sealed record AccessTokenSubject(string MemberId, string SessionId, string Device);

/// <summary>
/// Issues and describes members' access tokens: ES256, short-lived, with a <c>kid</c> so that keys can overlap while they change
/// (decisions 26 and 28).
/// </summary>
public sealed class AccessTokens : IDisposable
{
    private readonly AccessTokenOptions _options;
    private readonly TimeProvider _time;
    private readonly List<ECDsaSecurityKey> _keys;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public AccessTokens(AccessTokenOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _keys = [.. new[] { options.SigningKey, options.PreviousKey }.Where(key => key.Length > 0).Select(Load)];
    }

    /// <summary>How long a token lives.</summary>
    public TimeSpan Life => _options.Life;

    /// <summary>A token for this subject that lives from now on for <see cref="AccessTokenOptions.Life"/>.</summary>
    public string Issue(AccessTokenSubject subject)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = _options.Issuer,
                Audience = _options.Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + _options.Life,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = subject.MemberId,
                    ["sid"] = subject.SessionId,
                    ["jkt"] = subject.Device,
                },
                SigningCredentials = new SigningCredentials(_keys[0], SecurityAlgorithms.EcdsaSha256),
            }
        );
    }

    /// <summary>What the bearer middleware checks: our issuer, our audience, our keys, ES256 and nothing else.</summary>
    internal TokenValidationParameters Validation() =>
        new()
        {
            ValidIssuer = _options.Issuer,
            ValidAudience = _options.Audience,
            IssuerSigningKeys = _keys,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = ["JWT"],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = "sub",
            LifetimeValidator = (notBefore, expires, _, parameters) => IsAlive(notBefore, expires, parameters.ClockSkew),
        };

    /// <summary>The public keys (RFC 7517), the signing one first.</summary>
    public IReadOnlyList<PublicJwk> PublicKeys() => [.. _keys.Select(PublicJwk.From)];

    public void Dispose() => _keys.ForEach(key => key.ECDsa.Dispose());

    private bool IsAlive(DateTime? notBefore, DateTime? expires, TimeSpan skew)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } end && now <= end + skew && (notBefore is not { } start || now >= start - skew);
    }

    /// <summary>Whether a setting holds the private P-256 key that it should.</summary>
    internal static bool IsKey(string pkcs8)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(pkcs8), out _);
            return key.KeySize == 256;
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static ECDsaSecurityKey Load(string pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(pkcs8), out _);
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        var kid = Base64Url.EncodeToString(SHA256.HashData([.. q.X!, .. q.Y!]).AsSpan(0, 12));

        // The library's shared cache goes by key id and outlives us: it would hand a disposed key to the next instance.
        return new ECDsaSecurityKey(key)
        {
            KeyId = kid,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
    }
}
