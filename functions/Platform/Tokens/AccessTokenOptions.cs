namespace Serverless.Platform.Tokens;

/// <summary>Who signs members' access tokens (section <c>AccessTokens</c>). In Azure the keys come as Key Vault references.</summary>
public sealed class AccessTokenOptions
{
    public const string Section = "AccessTokens";

    /// <summary>The <c>iss</c> claim.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The <c>aud</c> claim.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The key that signs: PKCS#8 of a P-256 key, base64.</summary>
    public string SigningKey { get; set; } = "";

    /// <summary>The key that signed before, still accepted while its last tokens live; empty when there is none.</summary>
    public string PreviousKey { get; set; } = "";

    /// <summary>How long an access token lives (decision 26: revocation elsewhere than in sensitive operations takes as long).</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(10);
}
