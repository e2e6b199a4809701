using Microsoft.Extensions.Options;

namespace Serverless.Platform.Sms;

/// <summary>Section <c>Sms</c>: Azure Communication Services.</summary>
public sealed class SmsOptions
{
    public const string Section = "Sms";

    /// <summary><c>https://{resource}.communication.azure.com</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Base64; without it the app's own identity is used (Entra).</summary>
    public string? AccessKey { get; set; }

    /// <summary>Alphanumeric sender or a number of ours; toll-free numbers and short codes do not reach Peru.</summary>
    public string? From { get; set; }

    /// <summary><c>2026-01-23</c>, or <c>2021-03-07</c> as the vendor's SDKs speak.</summary>
    public string ApiVersion { get; set; } = SmsApiVersions.Latest;

    /// <summary>How long one try may take.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries within one call; a vendor that is down longer is asked again by the attempt's schedule.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>Seconds until the vendor reports a text as undelivered; 2026-01-23 only.</summary>
    public int? DeliveryReportTimeoutSeconds { get; set; }

    /// <summary>Set by Local alone: allows a loopback endpoint.</summary>
    public bool AllowLoopback { get; set; }
}

/// <summary>Versions whose bodies are known here.</summary>
public static class SmsApiVersions
{
    public const string Latest = "2026-01-23";
    public const string Sdk = "2021-03-07";
}

/// <summary>Checked before the first request (decision 28).</summary>
internal sealed class SmsOptionsValidator : IValidateOptions<SmsOptions>
{
    public ValidateOptionsResult Validate(string? name, SmsOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(SmsOptions options)
    {
        if (options.Endpoint is not { IsAbsoluteUri: true } endpoint || !IsAllowed(endpoint, options.AllowLoopback))
        {
            yield return "Sms:Endpoint must be the resource's https address; loopback is for Local.";
        }

        if (options.AccessKey is { } key && (key.Length == 0 || !System.Buffers.Text.Base64.IsValid(key)))
        {
            yield return "Sms:AccessKey must be base64.";
        }

        if (string.IsNullOrWhiteSpace(options.From))
        {
            yield return "Sms:From must be an alphanumeric sender or a number.";
        }

        if (options.ApiVersion is not (SmsApiVersions.Latest or SmsApiVersions.Sdk))
        {
            yield return "Sms:ApiVersion must be 2026-01-23 or 2021-03-07.";
        }

        if (options.TryTimeout <= TimeSpan.Zero || options.TryTimeout > TimeSpan.FromMinutes(1) || options.MaxRetries is < 0 or > 5)
        {
            yield return "Sms:TryTimeout must be above zero and at most a minute, Sms:MaxRetries 0 to 5.";
        }

        if (options.DeliveryReportTimeoutSeconds is < 60 or > 43_200)
        {
            yield return "Sms:DeliveryReportTimeoutSeconds must be 60 to 43200.";
        }
    }

    private static bool IsAllowed(Uri endpoint, bool loopback) => endpoint.IsLoopback ? loopback : endpoint.Scheme == Uri.UriSchemeHttps;
}
