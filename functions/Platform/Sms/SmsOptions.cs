using Microsoft.Extensions.Options;

namespace Serverless.Platform.Sms;

/// <summary>Section <c>Sms</c>: Azure Communication Services.</summary>
public sealed class SmsOptions : AcsOptions
{
    public const string Section = "Sms";

    public SmsOptions() => ApiVersion = SmsApiVersions.Latest;

    /// <summary>Alphanumeric sender or a number of ours; toll-free numbers and short codes do not reach Peru.</summary>
    public string? From { get; set; }

    /// <summary>Seconds until the vendor reports a text as undelivered; 2026-01-23 only.</summary>
    public int? DeliveryReportTimeoutSeconds { get; set; }
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
        foreach (var failure in options.Failures(SmsOptions.Section))
        {
            yield return failure;
        }

        if (string.IsNullOrWhiteSpace(options.From))
        {
            yield return "Sms:From must be an alphanumeric sender or a number.";
        }

        if (options.ApiVersion is not (SmsApiVersions.Latest or SmsApiVersions.Sdk))
        {
            yield return "Sms:ApiVersion must be 2026-01-23 or 2021-03-07.";
        }

        if (options.DeliveryReportTimeoutSeconds is < 60 or > 43_200)
        {
            yield return "Sms:DeliveryReportTimeoutSeconds must be 60 to 43200.";
        }
    }
}
