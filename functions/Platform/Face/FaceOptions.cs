using Microsoft.Extensions.Options;

namespace Serverless.Platform.Face;

/// <summary>Section <c>Face</c>: who verifies faces.</summary>
public sealed class FaceOptions
{
    public const string Section = "Face";

    /// <summary><c>officers</c> (biometrics off) or <c>azure</c>.</summary>
    public string Provider { get; set; } = ManualReviewVerifier.ProviderName;

    /// <summary><c>https://{resource}.cognitiveservices.azure.com</c>; Entra wants the resource's own subdomain.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>A key of the resource; without it the app's own identity is used (Entra, role Cognitive Services User).</summary>
    public string? Key { get; set; }

    /// <summary>What the comparison must reach, 0 to 1; the vendor's own cut is 0.5.</summary>
    public decimal MinConfidence { get; set; } = 0.6m;

    /// <summary>How long one try of a call may take.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries of one call beyond the first.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>Set by Local alone: allows a loopback endpoint.</summary>
    public bool AllowLoopback { get; set; }

    internal bool UsesVendor => Provider == AzureFaceVerifier.ProviderName;
}

/// <summary>Checked before the first request (decision 28).</summary>
internal sealed class FaceOptionsValidator : IValidateOptions<FaceOptions>
{
    public ValidateOptionsResult Validate(string? name, FaceOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(FaceOptions options)
    {
        if (options.Provider is not (ManualReviewVerifier.ProviderName or AzureFaceVerifier.ProviderName))
        {
            yield return "Face__Provider must be officers or azure";
        }

        if (options.UsesVendor && (options.Endpoint is not { IsAbsoluteUri: true } endpoint || !IsAllowed(endpoint, options.AllowLoopback)))
        {
            yield return "Face__Endpoint must be the resource's https address; loopback is for Local";
        }

        if (options.MinConfidence is < 0.5m or > 1m)
        {
            yield return "Face__MinConfidence must be 0.5 to 1";
        }

        if (options.TryTimeout <= TimeSpan.Zero || options.TryTimeout > TimeSpan.FromMinutes(1) || options.MaxRetries is < 0 or > 5)
        {
            yield return "Face__TryTimeout must be above zero and at most a minute, Face__MaxRetries 0 to 5";
        }
    }

    private static bool IsAllowed(Uri endpoint, bool loopback) => endpoint.IsLoopback ? loopback : endpoint.Scheme == Uri.UriSchemeHttps;
}
